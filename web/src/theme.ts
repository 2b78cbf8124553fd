import type { ConfigProviderProps, ThemeConfig } from 'antd';

/** The same tokens stand as custom properties in styles/app.css. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0958d9',
    colorError: '#cf1322', // words of buttons that remove: dark enough on white
    colorLink: '#0958d9',
    colorTextBase: '#1b2733',
    colorTextPlaceholder: '#64717e',
    colorTextDescription: '#56636f',
    borderRadius: 6,
    fontFamily:
      '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif',
  },
  components: { Table: { headerBg: '#f3f6fa', cellPaddingBlockSM: 7 } },
};

/** Ant Design's own words in the app's language. Dates are native inputs, so dayjs is not needed. */
export async function antdLocale(language: string): Promise<ConfigProviderProps['locale']> {
  if (language === 'en') return (await import('antd/es/locale/en_US')).default;
  return (await import('antd/es/locale/zh_CN')).default;
}
