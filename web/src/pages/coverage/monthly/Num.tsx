/** A number typed on the keypad of a phone. */
import { InputNumber } from 'antd';
import { useId } from 'react';

interface Props {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
  /** Spoken before the label, say the facility. */
  of?: string;
  placeholder?: string;
  hint?: string | undefined;
  changed?: boolean;
}

export function Num({ label, value, onChange, of, placeholder, hint, changed }: Props) {
  const id = useId();
  return (
    <div className={changed ? 'month-num changed' : 'month-num'}>
      <label htmlFor={id}>{of && <span className="spoken">{of} </span>}{label}</label>
      <InputNumber<number>
        id={id} size="large" controls={false} min={0} max={9_999_999} precision={0} inputMode="numeric" pattern="[0-9]*" placeholder={placeholder} value={value}
        onChange={onChange} onFocus={(event) => event.target.select()}
      />
      {hint && <small className="muted">{hint}</small>}
    </div>
  );
}
