import type { ConfigProviderProps, ThemeConfig } from 'antd';

/** The same tokens stand as custom properties in styles/app.css. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0958d9',
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

/** Ant Design's own words, and dayjs's for its pickers, in the app's language. */
export async function antdLocale(language: string): Promise<ConfigProviderProps['locale']> {
  const dayjs = (await import('dayjs')).default;
  if (language === 'en') {
    dayjs.locale('en');
    return (await import('antd/es/locale/en_US')).default;
  }
  await import('dayjs/locale/zh-cn');
  dayjs.locale('zh-cn');
  return (await import('antd/es/locale/zh_CN')).default;
}
