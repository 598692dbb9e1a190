from datetime import timedelta
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from helhed.access.models import Account, DemoMarker
from helhed.access.rules import addressable_accounts, manageable_accounts, require, reset_links
from helhed.access.words import Permission, email_as_kept, username_as_kept
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import AlreadyDone, Changed, Invalid, Missing, NotAllowed
from helhed.base.roles import Role
from helhed.base.viewer import Viewer


@action
def create_account(*, by: Viewer, username: str, name: str, email: str = "") -> UUID:
    """Open an account without a password; its holder chooses one through a reset link.

    Raises `Invalid` where the user name is taken, in whatever case it is written, or where it or the e-mail address
    cannot be used.
    """
    require(by, Permission.MANAGE_ACCOUNTS)
    account = Account(username=username_as_kept(username), name=name.strip(), email=email_as_kept(email))
    account.set_unusable_password()
    _check_fields(account)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as problem:
        raise Invalid("username", _("This user name is taken. Choose another one.")) from problem
    record(by=by, verb=Verb.CREATED_ACCOUNT, kind=ObjectKind.ACCOUNT, object_id=account.id)
    return account.id


def _check_fields(account: Account) -> None:
    try:
        account.clean_fields()
    except ValidationError as problem:
        field, messages = next(iter(problem.message_dict.items()))
        raise Invalid(field, " ".join(messages)) from problem


@action
def disable_account(*, by: Viewer, account_id: UUID) -> None:
    """Close an account and end all its sessions before the next request. Raises `AlreadyDone` where it is closed."""
    _set_open(by, account_id, is_open=False)
    record(by=by, verb=Verb.DISABLED_ACCOUNT, kind=ObjectKind.ACCOUNT, object_id=account_id)


@action
def enable_account(*, by: Viewer, account_id: UUID) -> None:
    """Open a closed account again; sessions and links from before stay dead. Raises `AlreadyDone` where it is open."""
    _set_open(by, account_id, is_open=True)
    record(by=by, verb=Verb.ENABLED_ACCOUNT, kind=ObjectKind.ACCOUNT, object_id=account_id)


def _set_open(by: Viewer, account_id: UUID, *, is_open: bool) -> None:
    _still_open(by, account_id)
    account = _managed(by, account_id)
    if account.is_active == is_open:
        raise AlreadyDone(account_id)
    account.is_active = is_open
    account.session_round += 1
    account.save(update_fields=["is_active", "session_round"])


def _still_open(by: Viewer, account_id: UUID) -> None:
    """Two administrators who close each other at once: the first closes, and the second is closed already.

    Both rows are locked in one order, so that neither waits for the other for ever.
    """
    both = Account.objects.select_for_update().filter(id__in=[each for each in (by.account_id, account_id) if each])
    locked = {account.id: account.is_active for account in both.order_by("id")}
    if by.account_id and not locked.get(by.account_id):
        raise NotAllowed


def _managed(by: Viewer, account_id: UUID) -> Account:
    account = manageable_accounts(by).select_for_update().filter(id=account_id).first()
    if account is None:
        raise Missing
    return account


@action
def change_email(*, by: Viewer, account_id: UUID, seen_email: str, email: str) -> None:
    """Write where messages to the holder of an account are sent; empty: nowhere.

    Raises `Changed` where the address is no longer `seen_email`, `AlreadyDone` where it is `email` already, and
    `Invalid` where no message could be sent to it.
    """
    account = addressable_accounts(by).select_for_update().filter(id=account_id).first()
    if account is None:
        raise Missing
    wanted = email_as_kept(email)
    if account.email == wanted:
        raise AlreadyDone(account_id)
    if account.email != seen_email:
        raise Changed
    account.email = wanted
    _check_fields(account)
    account.save(update_fields=["email"])
    record(by=by, verb=Verb.CHANGED_EMAIL, kind=ObjectKind.ACCOUNT, object_id=account_id)


@action
def make_reset_link(*, by: Viewer, account_id: UUID) -> str:
    """The secret of a link to choose a new password, once, within a day; an earlier link dies with it.

    The administrator hands it over in person. The account is signed out everywhere: whoever needs a link cannot
    get in, or somebody else may have. Raises `NotAllowed` where the account is closed.
    """
    account = _managed(by, account_id)
    if not account.is_active:
        raise NotAllowed
    account.session_round += 1
    account.save(update_fields=["session_round"])
    record(by=by, verb=Verb.MADE_RESET_LINK, kind=ObjectKind.ACCOUNT, object_id=account_id)
    return reset_links.make_token(account)


@action
def choose_password(*, by: Viewer, account_id: UUID, token: str, password: str) -> str:
    """Choose a new password through a reset link; the link and all open sessions are dead afterwards.

    Returns the user name. Raises `Missing` where the link is used, too old or made up, and `Invalid` where the
    password is too weak.
    """
    account = Account.objects.select_for_update().filter(id=account_id, is_active=True).first()
    if account is None or not reset_links.check_token(account, token):
        raise Missing
    _set_password(account, password)
    record(by=by, verb=Verb.USED_RESET_LINK, kind=ObjectKind.ACCOUNT, object_id=account_id)
    return account.username


def _set_password(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as problem:
        raise Invalid("password", " ".join(problem.messages)) from problem
    account.set_password(password)
    account.session_round += 1
    account.save(update_fields=["password", "session_round"])


@action
def change_password(*, by: Viewer, password: str) -> None:
    """Give one's own account another password; every session ends, and the caller begins a new one for this browser.

    The caller has asked for the old password. Raises `Invalid` where the new one is too weak.
    """
    if by.account_id is None:
        raise NotAllowed
    _set_password(Account.objects.select_for_update().get(id=by.account_id, is_active=True), password)
    record(by=by, verb=Verb.CHANGED_PASSWORD, kind=ObjectKind.ACCOUNT, object_id=by.account_id)


@action
def give_password(*, by: Viewer, account_id: UUID, password: str) -> None:
    """Set the first password of an account from the command line; only the system itself may."""
    if not by.has(Role.SYSTEM):
        raise NotAllowed
    account = Account.objects.filter(id=account_id).first()
    if account is None:
        raise Missing
    _set_password(account, password)
    record(by=by, verb=Verb.CHANGED_PASSWORD, kind=ObjectKind.ACCOUNT, object_id=account_id)


@action
def record_sign_in(*, by: Viewer, verb: Verb) -> None:
    """Write that somebody signed in or out: the sign-in library did the rest."""
    record(by=by, verb=verb, kind=ObjectKind.ACCOUNT, object_id=by.account_id)


@action
def record_failed_sign_in(*, by: Viewer, username: str) -> None:
    """Write that somebody tried to sign in and could not; a user name that nobody has is not written down."""
    account_id = Account.objects.filter(username=username).values_list("id", flat=True).first()
    record(by=by, verb=Verb.SIGN_IN_FAILED, kind=ObjectKind.ACCOUNT, object_id=account_id)


@action
def mark_as_demo(*, by: Viewer, clock_shift: timedelta) -> None:
    """Mark the database as holding made-up data only. Raises `NotAllowed` once there is an account in it."""
    if not by.has(Role.SYSTEM) or Account.objects.exists():
        raise NotAllowed
    DemoMarker.objects.create(clock_shift=clock_shift)
    record(by=by, verb=Verb.MARKED_AS_DEMO)
