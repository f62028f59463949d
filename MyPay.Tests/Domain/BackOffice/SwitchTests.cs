using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.BackOffice;

/// <summary>Services of banks, switched off and on: at once for what begins, never for what has begun.</summary>
public sealed class SwitchTests : IAsyncLifetime
{
    private AProduct product = null!;
    private MemberView member = null!;
    private LinkedAccountView account = null!;

    private static string Kb => BankSwitch.Of(BankService.Charge, "004");

    private static string AllCharges => BankSwitch.Of(BankService.Charge);

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        member = await product.MemberAsync();
        account = await product.LinkAsync(member, "004");
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_bank_switched_off_is_not_asked_for_that_service_and_every_other_goes_on()
    {
        var other = await product.LinkAsync(member, "088");
        (await ChargeAsync(account)).Granted();
        await product.TurnOffAsync(Kb);

        Assert.Equal("banking.bank.stopped", (await ChargeAsync(account)).Refused().Code);
        (await ChargeAsync(other)).Granted();
        (
            await product.Wallets(w => w.WithdrawAsync(new(member.Id, account.Id, Won.Of(1_000), Once.NewKey())))
        ).Granted(); // sending to it is another switch
        Assert.Equal(2, (await product.JournalAsync()).Count(m => m.Kind == "withdraw"));

        await product.TurnOnAsync(Kb);
        (await ChargeAsync(account)).Granted();
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Off_for_all_banks_stops_each_and_money_in_the_wallet_still_moves()
    {
        (await ChargeAsync(account)).Granted();
        var friend = await product.MemberAsync("박친구");
        await product.TurnOffAsync(AllCharges);
        await product.TurnOffAsync(BankSwitch.Of(BankService.Send));

        Assert.Equal("banking.stopped.charge", (await ChargeAsync(account)).Refused().Code);
        Assert.Equal(
            "banking.stopped.send",
            (await product.Wallets(w => w.WithdrawAsync(new(member.Id, account.Id, Won.Of(1_000), Once.NewKey()))))
                .Refused()
                .Code
        );
        Assert.Equal(
            "banking.stopped.send",
            (
                await product.Remittances(r =>
                    r.SendToBankAsync(
                        new(member.Id, "088", "11022233355", "김하늘", Won.Of(1_000), null, Once.NewKey())
                    )
                )
            )
                .Refused()
                .Code
        );
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(member.Id, friend.Id, Won.Of(4_000), null, false, Once.NewKey()))
            )
        ).Granted();
        Assert.Equal(
            "banking.stopped.charge",
            (
                await product.Remittances(r =>
                    r.SendToMemberAsync(new(member.Id, friend.Id, Won.Of(9_000), null, false, Once.NewKey()))
                )
            )
                .Refused()
                .Code
        );
        Assert.Equal(6_000, await product.BalanceAsync(member.Id));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_charge_at_the_bank_is_finished_whatever_is_switched_off_meanwhile()
    {
        await product.FaultAsync(new { path = "withdraw", count = 1 }, "timeout-after"); // the money moves, the answer never comes
        var key = Once.NewKey();
        Assert.Equal(MoveState.Checking, (await ChargeAsync(account, key)).Granted().State);
        await product.TurnOffAsync(Kb);
        await product.TurnOffAsync(AllCharges);

        Assert.Equal(MoveState.Checking, (await ChargeAsync(account, key)).Granted().State); // the same intent is not begun anew, nor refused
        await product.InquireAfterAsync(TimeSpan.FromSeconds(61));

        Assert.Equal(10_000, await product.BalanceAsync(member.Id));
        Assert.Equal(MoveState.Done, (await ChargeAsync(account, key)).Granted().State);
        Assert.Single(await product.JournalAsync(), m => m.Kind == "withdraw");
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Bank_lists_say_which_one_is_out_and_until_when()
    {
        var until = AProduct.Noon.AddHours(2).ToUniversalTime();
        Assert.True((await BankAsync(BankService.Charge)).OpenNow);
        await product.TurnOffAsync(Kb, until);

        Assert.Equal(
            (false, true, (DateTimeOffset?)until),
            await BankAsync(BankService.Charge) is var kb ? (kb.OpenNow, kb.IsStopped, kb.ClosedUntil) : default
        );
        Assert.True((await BankAsync(BankService.Send)).OpenNow);
        Assert.Equal(
            "banking.bank.stopped",
            (await product.Wallets(w => w.PlanTopUpAsync(member.Id, Won.Of(5_000), TopUpReason.Paying))).Refused().Code
        );
        product.Clock.Advance(TimeSpan.FromHours(3)); // nothing turns it on by itself; a time gone by is not said any more
        Assert.Equal(
            (true, null),
            await BankAsync(BankService.Charge) is var late ? (late.IsStopped, late.ClosedUntil) : default
        );
    }

    [Fact]
    public async Task One_operator_turns_it_with_a_reason_and_the_log_says_who()
    {
        var maker = await product.OperatorAsync();
        var auditor = await product.StaffAsync("auditor@mypay.test", SignInRoles.Auditor);
        var approver = await product.ApproverAsync();
        Assert.Equal("backoffice.role.missing", (await OffAsync(Kb, "장애", auditor)).Refused().Code);
        Assert.Equal("backoffice.role.missing", (await OffAsync(Kb, "장애", approver)).Refused().Code);
        Assert.Equal("backoffice.reason.missing", (await OffAsync(Kb, "  ", maker)).Refused().Code);
        Assert.Equal("backoffice.switch.unknown", (await OffAsync("bank:999:charge", "장애", maker)).Refused().Code);
        Assert.Equal(
            "backoffice.switch.unknown",
            (await OffAsync("bank:004:everything", "장애", maker)).Refused().Code
        );
        Assert.Equal(
            "backoffice.switch.until_past",
            (await OffAsync(Kb, "장애", maker, AProduct.Noon.AddDays(-1))).Refused().Code
        );
        Assert.Equal(
            "backoffice.switch.already_on",
            (await product.AskAsync((ISwitchDesk d) => d.TurnOnAsync(Kb, "정상", maker))).Refused().Code
        );

        var off = (await OffAsync(Kb, "장애 신고", maker)).Granted();
        Assert.Equal(
            ("장애 신고", "operator1@mypay.test", "KB국민은행"),
            (off.Off!.Reason, off.Off.By, off.BankName!.Ko)
        );
        Assert.Equal("backoffice.switch.already_off", (await OffAsync(Kb, "장애 신고", maker)).Refused().Code);
        var later = (await OffAsync(Kb, "복구 시각 안내", maker, AProduct.Noon.AddHours(5))).Granted(); // what is said changes, since when does not
        Assert.Equal((off.Off.Since, "복구 시각 안내"), (later.Off!.Since, later.Off.Reason));
        Assert.Equal(
            "backoffice.role.missing",
            (await product.AskAsync((ISwitchDesk d) => d.TurnOnAsync(Kb, "정상", auditor))).Refused().Code
        );
        (await product.AskAsync((ISwitchDesk d) => d.TurnOnAsync(Kb, "정상 확인", maker))).Granted();

        Assert.Empty(await product.AskAsync((ISwitchDesk d) => d.OffAsync()));
        var noted = await product.AskAsync((IAuditLog log) => log.ListAsync(new(Subject: $"switch:{Kb}"), null, 10));
        Assert.Equal(
            [("switch.on", "정상 확인"), ("switch.changed", "복구 시각 안내"), ("switch.off", "장애 신고")],
            noted.Select(e => (e.Action, e.Reason))
        );
        Assert.Null((await product.AskAsync((IAuditLog log) => log.VerifyAsync())).FirstBad);
    }

    [Fact]
    public async Task Hours_that_cross_midnight_close_a_bank_and_those_taken_away_stay_away()
    {
        var maker = await product.OperatorAsync();
        var bank = await EntryAsync("092"); // no window of its own
        Assert.Empty(bank.Windows);
        var added = (
            await product.AskAsync(
                (IBankHours h) => h.AddAsync("092", new(new(23, 50), new(0, 10)), "은행 통보", maker)
            )
        ).Granted();
        product.Clock.Advance(SeoulTime.StartOf(new(2026, 11, 24)).AddMinutes(-5) - product.Clock.GetUtcNow()); // 23:55
        Assert.Equal("banking.bank.maintenance", (await CheckAsync("092")).Refused().Code);
        product.Clock.Advance(TimeSpan.FromMinutes(10)); // 00:05
        var late = (await CheckAsync("092")).Refused();
        Assert.Equal(("banking.bank.maintenance", "00:10"), (late.Code, late.Args[2]));
        product.Clock.Advance(TimeSpan.FromMinutes(6));
        (await CheckAsync("092")).Granted();

        Assert.Equal(
            "banking.window.empty",
            (
                await product.AskAsync(
                    (IBankHours h) => h.ChangeAsync(added.Id, new(new(1, 0), new(1, 0)), "오타", maker)
                )
            )
                .Refused()
                .Code
        );
        Assert.Equal(
            "banking.window.rule_invalid",
            (
                await product.AskAsync(
                    (IBankHours h) => h.ChangeAsync(added.Id, new(new(1, 0), new(2, 0), Nth: 2), "오타", maker)
                )
            )
                .Refused()
                .Code
        );
        Assert.Equal(
            "banking.window.date_past",
            (
                await product.AskAsync(
                    (IBankHours h) =>
                        h.ChangeAsync(added.Id, new(new(1, 0), new(2, 0), On: new(2026, 11, 1)), "오타", maker)
                )
            )
                .Refused()
                .Code
        );
        Assert.Equal(
            "backoffice.role.missing",
            (
                await product.AskAsync(
                    async (IBankHours h) => await h.EndAsync(added.Id, "정리", await product.ApproverAsync())
                )
            )
                .Refused()
                .Code
        );
        foreach (
            var window in (await product.AskAsync((IBankDirectory d) => d.ListAsync()))
                .SelectMany(one => one.Windows)
                .ToList()
        )
            (await product.AskAsync((IBankHours h) => h.EndAsync(window.Id, "정리", maker))).Granted();
        Assert.Equal(
            "banking.window.not_found",
            (await product.AskAsync((IBankHours h) => h.EndAsync(added.Id, "정리", maker))).Refused().Code
        );
        await product.AskAsync(
            async (IBankingSetup s) =>
            {
                await s.SeedWindowsAsync();
                return true;
            }
        ); // a restart
        Assert.All(await product.AskAsync((IBankDirectory d) => d.ListAsync()), one => Assert.Empty(one.Windows));
        Assert.Equal(
            ["bank.window.ended", "bank.window.added"],
            (await product.AskAsync((IAuditLog log) => log.ListAsync(new(Subject: "bank:092"), null, 10))).Select(e =>
                e.Action
            )
        );
    }

    private Task<Result<SwitchView>> OffAsync(string name, string reason, Actor by, DateTimeOffset? until = null) =>
        product.AskAsync((ISwitchDesk d) => d.TurnOffAsync(name, reason, until, by));

    private Task<Result<ChargeView>> ChargeAsync(LinkedAccountView from, string? key = null) =>
        product.Wallets(w => w.ChargeAsync(new(member.Id, from.Id, Won.Of(10_000), key ?? Once.NewKey())));

    private Task<Result<Done>> CheckAsync(string bank) =>
        product.AskAsync((IFirmBank b) => b.CheckServiceAsync(BankService.Charge, bank, null));

    private async Task<BankEntry> EntryAsync(string bank) =>
        (await product.AskAsync((IBankDirectory d) => d.ListAsync())).Single(one => one.Bank.Code == bank);

    private async Task<BankView> BankAsync(BankService service) =>
        (await product.AskAsync((IFirmBank b) => b.BanksAsync(service))).Single(one => one.Code == "004");
}
