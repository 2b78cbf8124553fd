import { LoadingOutlined } from '@ant-design/icons';
import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router';
import { queryClient } from './queryClient';
import { router } from './routes';
import { antdLocale, theme } from './theme';

/** The turning sign of a button that works is no part of its name: it may stay, unseen, after a quick answer. */
const button = { autoInsertSpace: false, loadingIcon: <LoadingOutlined spin aria-hidden /> };

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
    <ConfigProvider theme={theme} locale={locale} button={button}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
