using System.Text;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Outbox;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Membership.Linking;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.Linking;

[Trait("Lane", "Fast")]
public sealed class LinkingTests
{
    private const string Number = "110-123-456789";

    [Fact]
    public async Task Won_digits_and_consent_link_an_account()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();

        var (check, digits) = await house.StartCheckAsync(member.Id, Number);
        Assert.Equal(
            (3, false, house.Clock.GetUtcNow().AddMinutes(5)),
            (check.TriesLeft, check.CodeAccepted, check.ExpiresAt)
        );
        Assert.True(
            (await house.AccountsAsync(a => a.EnterCodeAsync(member.Id, check.Id, digits))).Granted().CodeAccepted
        );
        Assert.False(await house.AccountsAsync(a => a.IsVerifiedAsync(member.Id)));
        var account = (await house.AccountsAsync(a => a.ConsentAsync(member.Id, check.Id, true))).Granted();

        Assert.Equal(
            ("088", "신한은행", "110-****-56789", "56789", true),
            (account.Bank, account.BankNameKo, account.MaskedNumber, account.Last, account.IsPrimary)
        );
        Assert.Equal([account], await house.AccountsAsync(a => a.ListAsync(member.Id)));
        Assert.Equal(
            "110123456789",
            (await house.AccountsAsync(a => a.FindSecretAsync(member.Id, account.Id)))!.Number
        );
        Assert.True(await house.AccountsAsync(a => a.IsVerifiedAsync(member.Id)));
        var sent = Assert.Single(house.Bank.Sent);
        Assert.Equal((BankDirection.Out, Won.Of(1), "110123456789"), (sent.Direction, sent.Amount, sent.Number));
    }

    [Fact]
    public async Task The_won_is_our_expense_and_leaves_our_account()
    {
        await using var house = new AMembership();

        await house.StartCheckAsync((await house.JoinAsync()).Id);

        // Balances are credits minus debits: an expense and an emptier bank account.
        Assert.Equal(-1, await house.BalanceAsync(LedgerAccount.AccountCheckExpense));
        Assert.Equal(1, await house.BalanceAsync(LedgerAccount.Bank(ObedientBank.CorporateAccount)));
    }

    [Fact]
    public async Task The_whole_depositor_text_is_as_good_as_its_digits()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        var (check, _) = await house.StartCheckAsync(member.Id);

        (
            await house.AccountsAsync(a => a.EnterCodeAsync(member.Id, check.Id, house.Bank.Sent.Single().PrintContent))
        ).Granted();
    }

    [Fact]
    public async Task Three_wrong_codes_end_the_check_and_the_right_one_comes_too_late()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        var (check, digits) = await house.StartCheckAsync(member.Id);

        Assert.Equal(("membership.linking.code_wrong", 2L), await RefusedAsync());
        Assert.Equal(("membership.linking.code_wrong", 1L), await RefusedAsync());
        Assert.Equal(
            "membership.linking.no_tries_left",
            (await house.AccountsAsync(a => a.EnterCodeAsync(member.Id, check.Id, Other(digits)))).Refused().Code
        );
        Assert.Equal(
            "membership.linking.no_tries_left",
            (await house.AccountsAsync(a => a.EnterCodeAsync(member.Id, check.Id, digits))).Refused().Code
        );
        Assert.Equal(
            "membership.linking.code_missing",
            (await house.AccountsAsync(a => a.ConsentAsync(member.Id, check.Id, true))).Refused().Code
        );

        async Task<(string, object)> RefusedAsync()
        {
            var refusal = (
                await house.AccountsAsync(a => a.EnterCodeAsync(member.Id, check.Id, Other(digits)))
            ).Refused();
            return (refusal.Code, refusal.Args[0]);
        }
    }

    [Fact]
    public async Task A_hundred_codes_at_once_get_three_tries()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        var (check, digits) = await house.StartCheckAsync(member.Id);
        var wrong = Enumerable
            .Range(0, 101)
            .Select(i => i.ToString("0000", System.Globalization.CultureInfo.InvariantCulture))
            .Where(c => c != digits)
            .Take(100);

        var answers = await Task.WhenAll(
            wrong.Select(code => Task.Run(() => house.AccountsAsync(a => a.EnterCodeAsync(member.Id, check.Id, code))))
        );

        Assert.Equal(2, answers.Count(a => a.Refused().Code == "membership.linking.code_wrong"));
        Assert.Equal(98, answers.Count(a => a.Refused().Code == "membership.linking.no_tries_left"));
    }

    [Fact]
    public async Task Digits_and_consent_have_five_minutes_each()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        var (late, lateDigits) = await house.StartCheckAsync(member.Id);
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(
            "membership.linking.check_expired",
            (await house.AccountsAsync(a => a.EnterCodeAsync(member.Id, late.Id, lateDigits))).Refused().Code
        );

        var (check, digits) = await house.StartCheckAsync(member.Id);
        house.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        (await house.AccountsAsync(a => a.EnterCodeAsync(member.Id, check.Id, digits))).Granted();
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(
            "membership.linking.check_expired",
            (await house.AccountsAsync(a => a.ConsentAsync(member.Id, check.Id, true))).Refused().Code
        );
        Assert.Empty(await house.AccountsAsync(a => a.ListAsync(member.Id)));
    }

    [Fact]
    public async Task Somebody_elses_account_is_refused_without_its_holders_name()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        house.Bank.Holder = "박서준";

        var refusal = (await house.AccountsAsync(a => a.StartAsync(member.Id, "088", Number, "박서준"))).Refused();

        Assert.Equal("membership.linking.holder_differs", refusal.Code);
        Assert.Empty(refusal.Args);
        Assert.Empty(house.Bank.Sent);
    }

    [Fact]
    public async Task What_the_bank_does_not_serve_is_refused_before_it_is_asked()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        house.Bank.ServiceRefusal = new(RefusalKind.Conflict, "banking.bank.maintenance");

        Assert.Equal(
            "banking.bank.maintenance",
            (await house.AccountsAsync(a => a.StartAsync(member.Id, "088", Number, "김지우"))).Refused().Code
        );
        Assert.Equal(0, house.Bank.Inquiries);
    }

    [Fact]
    public async Task A_won_that_did_not_arrive_is_said_and_costs_nothing()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        house.Bank.Outcome = BankCallState.Failed;

        var refusal = (await house.AccountsAsync(a => a.StartAsync(member.Id, "088", Number, "김지우"))).Refused();

        Assert.Equal(("membership.linking.check_failed", "banking.account.blocked"), (refusal.Code, refusal.Args[0]));
        Assert.Equal(0, await house.BalanceAsync(LedgerAccount.AccountCheckExpense));
    }

    [Fact]
    public async Task An_unanswered_check_sends_no_second_won_and_goes_on_when_the_bank_answers()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        house.Bank.Outcome = BankCallState.Unknown;
        Task<Result<AccountCheckView>> StartAsync() =>
            house.AccountsAsync(a => a.StartAsync(member.Id, "088", Number, "김지우"));

        Assert.Equal("membership.linking.check_unknown", (await StartAsync()).Refused().Code);
        Assert.Equal("membership.linking.check_unknown", (await StartAsync()).Refused().Code);
        var sent = Assert.Single(house.Bank.Sent);
        var check = await house.DbAsync(db => db.Set<AccountCheckRow>().AsNoTracking().SingleAsync());
        Assert.Equal(CheckState.Unknown, check.State);
        Assert.Equal(
            "membership.linking.check_unknown",
            (await house.AccountsAsync(a => a.EnterCodeAsync(member.Id, check.Id, sent.PrintContent))).Refused().Code
        );

        house.Clock.Advance(TimeSpan.FromMinutes(4));
        await house.Bank.SettleAsync(sent, succeeded: true);
        house.Clock.Advance(TimeSpan.FromMinutes(4)); // five minutes from the answer, not from the question
        (await house.AccountsAsync(a => a.EnterCodeAsync(member.Id, check.Id, sent.PrintContent))).Granted();
        Assert.Equal(-1, await house.BalanceAsync(LedgerAccount.AccountCheckExpense));
    }

    [Fact]
    public async Task After_ten_minutes_without_an_answer_a_new_check_may_begin()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        house.Bank.Outcome = BankCallState.Unknown;
        (await house.AccountsAsync(a => a.StartAsync(member.Id, "088", Number, "김지우"))).Refused();
        house.Bank.Outcome = BankCallState.Succeeded;
        house.Clock.Advance(TimeSpan.FromMinutes(11));

        await house.LinkAsync(member.Id, Number);

        Assert.Equal(2, house.Bank.Sent.Count);
    }

    [Fact]
    public async Task Five_checks_a_day_and_a_new_five_from_midnight_in_seoul()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        for (var i = 0; i < 5; i++)
            await house.StartCheckAsync(member.Id, $"11012345678{i}");

        var sixth = (await house.AccountsAsync(a => a.StartAsync(member.Id, "088", Number, "김지우"))).Refused();
        Assert.Equal(("membership.linking.too_many_checks", 5L), (sixth.Code, sixth.Args[0]));
        house.Clock.Advance(TimeSpan.FromHours(12)); // noon to midnight KST
        await house.StartCheckAsync(member.Id);
    }

    [Fact]
    public async Task An_account_has_one_member_at_a_time()
    {
        await using var house = new AMembership();
        var (first, second) = (await house.JoinAsync(), await house.JoinAsync());
        var (early, earlyDigits) = await house.StartCheckAsync(second.Id, Number);
        (await house.AccountsAsync(a => a.EnterCodeAsync(second.Id, early.Id, earlyDigits))).Granted();
        var linked = await house.LinkAsync(first.Id, Number);

        Assert.Equal(
            "membership.linking.already_linked",
            (await house.AccountsAsync(a => a.ConsentAsync(second.Id, early.Id, true))).Refused().Code
        );
        Assert.Equal(
            "membership.linking.already_linked",
            (await house.AccountsAsync(a => a.StartAsync(second.Id, "088", Number, "김지우"))).Refused().Code
        );
        Assert.Equal(
            "membership.linking.already_linked",
            (await house.AccountsAsync(a => a.StartAsync(first.Id, "088", Number, "김지우"))).Refused().Code
        );

        (await house.AccountsAsync(a => a.UnlinkAsync(first.Id, linked.Id))).Granted();
        var relinked = await house.LinkAsync(second.Id, Number);
        Assert.NotEqual(linked.Id, relinked.Id);
    }

    [Fact]
    public async Task A_double_tap_on_consent_links_once()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        var (check, digits) = await house.StartCheckAsync(member.Id);
        (await house.AccountsAsync(a => a.EnterCodeAsync(member.Id, check.Id, digits))).Granted();

        Assert.Equal(
            "membership.linking.consent_missing",
            (await house.AccountsAsync(a => a.ConsentAsync(member.Id, check.Id, false))).Refused().Code
        );
        var taps = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(_ => Task.Run(() => house.AccountsAsync(a => a.ConsentAsync(member.Id, check.Id, true))))
        );

        Assert.Single(taps.Select(t => t.Granted()).Distinct());
        Assert.Single(await house.AccountsAsync(a => a.ListAsync(member.Id)));
    }

    [Fact]
    public async Task The_next_account_becomes_primary_and_the_last_one_takes_the_verification_along()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        var a = await LinkAsync("110123456781");
        var b = await LinkAsync("110123456782");
        var c = await LinkAsync("110123456783");
        Assert.Equal([a.Id, b.Id, c.Id], await IdsAsync());

        (await house.AccountsAsync(x => x.MakePrimaryAsync(member.Id, c.Id))).Granted();
        Assert.Equal([c.Id, a.Id, b.Id], await IdsAsync());
        (await house.AccountsAsync(x => x.UnlinkAsync(member.Id, c.Id))).Granted();
        Assert.Equal([a.Id, b.Id], await IdsAsync());
        Assert.True((await house.AccountsAsync(x => x.ListAsync(member.Id)))[0].IsPrimary);
        Assert.Null(await house.AccountsAsync(x => x.FindSecretAsync(member.Id, c.Id)));

        (await house.AccountsAsync(x => x.UnlinkAsync(member.Id, b.Id))).Granted();
        (await house.AccountsAsync(x => x.UnlinkAsync(member.Id, a.Id))).Granted();
        Assert.False(await house.AccountsAsync(x => x.IsVerifiedAsync(member.Id)));
        Assert.Equal(
            "membership.linking.not_found",
            (await house.AccountsAsync(x => x.UnlinkAsync(member.Id, a.Id))).Refused().Code
        );
        await LinkAsync("110123456781");
        Assert.Equal(
            2,
            await house.DbAsync(db => db.Set<OutboxRow>().CountAsync(e => e.Name == MemberVerified.EventName))
        ); // at a, and at a again

        async Task<LinkedAccountView> LinkAsync(string number)
        {
            house.Clock.Advance(TimeSpan.FromSeconds(1));
            return await house.LinkAsync(member.Id, number);
        }

        async Task<IEnumerable<LinkedAccountId>> IdsAsync() =>
            (await house.AccountsAsync(x => x.ListAsync(member.Id))).Select(l => l.Id);
    }

    [Fact]
    public async Task Ids_of_others_are_as_good_as_none()
    {
        await using var house = new AMembership();
        var (owner, stranger) = (await house.JoinAsync(), await house.JoinAsync());
        var (check, digits) = await house.StartCheckAsync(owner.Id, "110123456780");

        Assert.Equal(
            "membership.linking.check_not_found",
            (await house.AccountsAsync(a => a.EnterCodeAsync(stranger.Id, check.Id, digits))).Refused().Code
        );
        (await house.AccountsAsync(a => a.EnterCodeAsync(owner.Id, check.Id, digits))).Granted();
        Assert.Equal(
            "membership.linking.check_not_found",
            (await house.AccountsAsync(a => a.ConsentAsync(stranger.Id, check.Id, true))).Refused().Code
        );
        var account = (await house.AccountsAsync(a => a.ConsentAsync(owner.Id, check.Id, true))).Granted();

        Assert.Null(await house.AccountsAsync(a => a.FindSecretAsync(stranger.Id, account.Id)));
        Assert.Equal(
            "membership.linking.not_found",
            (await house.AccountsAsync(a => a.MakePrimaryAsync(stranger.Id, account.Id))).Refused().Code
        );
        Assert.Equal(
            "membership.linking.not_found",
            (await house.AccountsAsync(a => a.UnlinkAsync(stranger.Id, account.Id))).Refused().Code
        );
        Assert.Empty(await house.AccountsAsync(a => a.ListAsync(stranger.Id)));
    }

    [Fact]
    public async Task No_account_number_and_no_depositor_text_stands_readable_in_any_file()
    {
        await using var house = new AMembership(on: Database.Sqlite);
        var member = await house.JoinAsync();
        await house.LinkAsync(member.Id, Number);
        var text = house.Bank.Sent.Single().PrintContent;

        var files = Directory.GetFiles(house.Folder, "*", SearchOption.AllDirectories);
        Assert.Contains(files, f => f.EndsWith("-wal", StringComparison.Ordinal));
        foreach (var file in files)
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[open.Length];
            await open.ReadExactlyAsync(bytes);
            Assert.True(
                bytes.AsSpan().IndexOf("110123456789"u8) < 0,
                $"The account number is readable in {Path.GetFileName(file)}."
            );
            Assert.True(
                bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) < 0,
                $"The depositor text is readable in {Path.GetFileName(file)}."
            );
        }
    }

    [Fact]
    public async Task A_number_moved_to_another_row_does_not_decrypt()
    {
        await using var house = new AMembership();
        var (first, second) = (await house.JoinAsync(), await house.JoinAsync());
        var mine = await house.LinkAsync(first.Id, "110123456780");
        var theirs = await house.LinkAsync(second.Id, "110123456789");
        await house.DbAsync(db =>
            db.Database.ExecuteSqlAsync(
                $"""UPDATE membership_linked_account SET "SealedNumber" = (SELECT "SealedNumber" FROM membership_linked_account WHERE "Id" = {theirs.Id.ToString()}) WHERE "Id" = {mine.Id.ToString()}"""
            )
        );

        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() =>
            house.AccountsAsync(a => a.FindSecretAsync(first.Id, mine.Id))
        );
    }

    private static string Other(string digits) => digits == "000" ? "001" : "000";
}
