import { Admin, CustomRoutes, Resource } from 'react-admin';
import { Route } from 'react-router-dom';
import { AccountPage } from './account';
import { alerts } from './alerts';
import { audit } from './audit';
import { experiments } from './experiments';
import { explain } from './explain';
import { holdouts } from './holdouts';
import { keys } from './keys';
import { layers } from './layers';
import { Layout } from './layout/Layout';
import { NoSuchPage } from './layout/NoSuchPage';
import { NotAllowed } from './layout/NotAllowed';
import { darkTheme, lightTheme } from './layout/theme';
import { LoadingPage } from './layout/Waiting';
import { InvitationPage } from './login/InvitationPage';
import { SignInPage } from './login/SignInPage';
import { metrics } from './metrics';
import { suppressions } from './suppressions';
import { teams } from './teams';
import { users } from './users';
import { authProvider } from './providers/authProvider';
import { dataProvider } from './providers/dataProvider';

export const App = () => (
  <Admin
    authProvider={authProvider}
    dataProvider={dataProvider}
    layout={Layout}
    loginPage={SignInPage}
    accessDenied={NotAllowed}
    catchAll={NoSuchPage}
    loading={LoadingPage}
    theme={lightTheme}
    darkTheme={darkTheme}
    requireAuth
    disableTelemetry
  >
    <Resource name="experiments" {...experiments} />
    <Resource name="metrics" {...metrics} />
    <Resource name="holdouts" {...holdouts} />
    <Resource name="layers" {...layers} />
    <Resource name="suppressions" {...suppressions} />
    <Resource name="explain" {...explain} />
    <Resource name="alerts" {...alerts} />
    <Resource name="audit" {...audit} />
    <Resource name="keys" {...keys} />
    <Resource name="users" {...users} />
    <Resource name="teams" {...teams} />
    <CustomRoutes>
      <Route path="/account" element={<AccountPage />} />
    </CustomRoutes>
    <CustomRoutes noLayout>
      <Route path="/sign-in" element={<SignInPage />} />
      <Route path="/invitation" element={<InvitationPage />} />
    </CustomRoutes>
  </Admin>
);
