from django.urls import path

from helhed.web.access.views import accounts, own, sign_in

urlpatterns = [
    path("log-ind", sign_in.SignIn.as_view(), name="sign-in"),
    path("log-ind/demo", sign_in.DemoSignIn.as_view(), name="demo-sign-in"),
    path("log-ud", sign_in.SignOut.as_view(), name="sign-out"),
    path("min-konto", own.OwnAccount.as_view(), name="own-account"),
    path("min-konto/e-mail", own.ChangeOwnEmail.as_view(), name="own-email"),
    path("min-konto/adgangskode", own.ChangePassword.as_view(), name="change-password"),
    path("ny-adgangskode/<uuid:account_id>/<str:token>", own.ChoosePassword.as_view(), name="choose-password"),
    path("konti", accounts.AccountList.as_view(), name="account-list"),
    path("konti/ny", accounts.CreateAccount.as_view(), name="account-create"),
    path("konti/<uuid:account_id>", accounts.AccountPage.as_view(), name="account"),
    path("konti/<uuid:account_id>/luk", accounts.DisableAccount.as_view(), name="account-disable"),
    path("konti/<uuid:account_id>/aabn", accounts.EnableAccount.as_view(), name="account-enable"),
    path("konti/<uuid:account_id>/link", accounts.MakeResetLink.as_view(), name="account-reset-link"),
    path("konti/<uuid:account_id>/e-mail", accounts.ChangeEmail.as_view(), name="account-email"),
    path("konti/<uuid:account_id>/rolle", accounts.AssignRole.as_view(), name="role-assign"),
    path("konti/<uuid:account_id>/rolle/<uuid:assignment_id>/slut", accounts.EndRole.as_view(), name="role-end"),
    path("databeskyttelse/roller", accounts.RoleList.as_view(), name="role-list"),
]
