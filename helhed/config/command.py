"""`helhed`: everything that is done to the product from a terminal."""

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from helhed.config import language, read_policy
from helhed.config.commands import check, create_user, demo, migrate, serve, status, verify_status, work
from helhed.config.environment import WrongSetting
from helhed.config.language import _, gettext_noop
from helhed.config.terminal import complain

WRONG_USAGE = 64
COMMANDS = (
    ("demo", demo, gettext_noop("show the fictional municipality Lindevig on this machine")),
    ("serve", serve, gettext_noop("serve a real municipality")),
    ("work", work, gettext_noop("do what is due: send messages, and delete old ones")),
    ("migrate", migrate, gettext_noop("bring the database up to date")),
    ("check", check, gettext_noop("say what is unsafe or missing")),
    ("create-user", create_user, gettext_noop("open an account, such as the first administrator's")),
    ("verify-status", verify_status, gettext_noop("check that every published status is as it was published")),
    ("status", status, gettext_noop("write a yearly status to a file: page, PDF, Word, Excel, easy edition, agenda")),
    ("read-policy", read_policy, gettext_noop("read a policy document and show its structure")),
)


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, _("%(prog)s: error: %(message)s\n") % {"prog": self.prog, "message": message})


def main(argv: Sequence[str] | None = None) -> int:
    chosen, rest = _chosen_language(sys.argv[1:] if argv is None else argv)
    language.choose(chosen)
    args = build_parser(chosen).parse_args(rest)
    try:
        return int(args.run(args))
    except WrongSetting as problem:
        complain(str(problem))
        return 1


def _chosen_language(argv: Sequence[str]) -> tuple[str, list[str]]:
    """The language comes first of all, because everything else is said in it."""
    language.choose(language.of_the_machine())
    early = Parser(prog="helhed", add_help=False, allow_abbrev=False)
    _add_language(early)
    known, rest = early.parse_known_args(argv)
    return known.language or language.of_the_machine(), rest


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=language.LANGUAGES, help=_("Danish or English (da, en)"))


def build_parser(chosen: str) -> Parser:
    footer = language.how_to_change(chosen)
    about = _("Helhed carries a municipality's social policy, from vision to yearly status.")
    parser = Parser(prog="helhed", description=about, epilog=footer)
    _add_language(parser)
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True, dest="command")
    for name, module, summary in COMMANDS:
        each = commands.add_parser(name, help=_(summary), description=_(summary), epilog=footer)
        module.add_arguments(each)
        each.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
