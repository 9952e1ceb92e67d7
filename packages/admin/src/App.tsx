import { Admin, CustomRoutes, Resource } from 'react-admin';
import { Route } from 'react-router-dom';
import { experiments } from './experiments';
import { Layout } from './layout/Layout';
import { darkTheme, lightTheme } from './layout/theme';
import { SignInPage } from './login/SignInPage';
import { authProvider } from './providers/authProvider';
import { dataProvider } from './providers/dataProvider';

export const App = () => (
  <Admin
    authProvider={authProvider}
    dataProvider={dataProvider}
    layout={Layout}
    loginPage={SignInPage}
    theme={lightTheme}
    darkTheme={darkTheme}
    requireAuth
    disableTelemetry
  >
    <Resource name="experiments" {...experiments} />
    <CustomRoutes noLayout>
      <Route path="/sign-in" element={<SignInPage />} />
    </CustomRoutes>
  </Admin>
);
