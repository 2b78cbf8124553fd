/** The record of a line, step by step: each says what it lacks, the one whose turn it is stands open. */
import { CheckOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../../api/client';
import type { Meta } from '../../../parts/Attachments';
import { CloseStep } from './CloseStep';
import { PaperStep } from './PaperStep';
import { RecordStep } from './RecordStep';
import { type Lack, lacksOf, nextStep, paperOwner, type RoundLine, type Step, steps } from './rounds';
import { ScanStep } from './ScanStep';
import { SignStep } from './SignStep';
import { WalkStep } from './WalkStep';

export interface StepProps {
  line: RoundLine;
  mayWork: boolean;
}

export function Steps({ line, mayWork }: StepProps) {
  const scans = useScans(line);
  const lacks = lacksOf(line, scans ?? 0);
  // Until the files are known nothing is said of them.
  const turn = scans === undefined ? undefined : nextStep(line, scans);
  const bodies: Record<Step, ReactNode> = {
    walk: <WalkStep key={line.version} line={line} mayWork={mayWork} />,
    record: <RecordStep key={line.version} line={line} mayWork={mayWork} />,
    paper: <PaperStep line={line} />,
    sign: <SignStep key={line.version} line={line} mayWork={mayWork} />,
    scan: <ScanStep line={line} mayWork={mayWork} />,
    close: <CloseStep line={line} mayWork={mayWork} lacks={lacks.close} />,
  };
  return steps.map((step, i) => (
    <StepCard key={step} line={line} step={step} number={i + 1} current={turn === step} lacks={lacks[step]} done={step === 'close' ? line.state === 'closed' : step !== 'paper' && lacks[step].length === 0}>
      {bodies[step]}
    </StepCard>
  ));
}

/** How many scans of the signed paper are there; undefined until it is known. */
function useScans(line: RoundLine): number | undefined {
  const { owner, ownerId } = paperOwner(line.round, line.code);
  const { data } = useQuery({
    queryKey: ['attachments', owner, ownerId],
    queryFn: ({ signal }) => get<{ items: Meta[] }>('/attachments', { owner, owner_id: ownerId }, signal),
    select: (list) => list.items.filter((one) => one.role === 'scan').length,
  });
  return data;
}

interface CardProps {
  line: RoundLine;
  step: Step;
  number: number;
  current: boolean;
  done: boolean;
  lacks: Lack[];
  children: ReactNode;
}

function StepCard({ line, step, number, current, done, lacks, children }: CardProps) {
  const { t } = useTranslation('rounds');
  const [open, setOpen] = useState(current || step === 'paper');
  const [before, setBefore] = useState(current);
  if (before !== current) {
    setBefore(current);
    if (current) setOpen(true);
  }
  return (
    <details className={current ? 'step-card current' : 'step-card'} open={open} onToggle={(event) => setOpen(event.currentTarget.open)} data-step={step}>
      <summary>
        <span className={done ? 'step-number done' : 'step-number'} aria-hidden>{done ? <CheckOutlined /> : number}</span>
        <h2>{t(`step.${step}`)}</h2>
        {done ? <Tag color="green">{t('done')}</Tag> : lacks.length > 0 && <span className="lacks">{t('lacks', { what: lacks.map((one) => t(`lack.${one}`, { left: line.left_name, right: line.right_name })).join('、') })}</span>}
        <RightOutlined className="fold" aria-hidden />
      </summary>
      <div className="step-body">{children}</div>
    </details>
  );
}
