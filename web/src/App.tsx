import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router';
import { queryClient } from './queryClient';
import { router } from './routes';
import { antdLocale, theme } from './theme';

export function App() {
  const { i18n } = useTranslation();
  const [locale, setLocale] = useState<Awaited<ReturnType<typeof antdLocale>>>();
  useEffect(() => {
    let current = true;
    void antdLocale(i18n.language).then((found) => current && setLocale(found));
    return () => {
      current = false;
    };
  }, [i18n.language]);
  return (
    <ConfigProvider theme={theme} locale={locale} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
