using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.BackOffice;

/// <summary>Fee tables: changed by two people from a date on, booked by the date of the call or the contract.</summary>
public sealed class FeeTests : IAsyncLifetime
{
    private AProduct product = null!;
    private Actor maker = null!,
        checker = null!;

    private DateOnly Today => SeoulTime.Today(product.Clock);

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        (maker, checker) = (await product.OperatorAsync(), await product.ApproverAsync());
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_bank_call_books_the_fee_of_its_date_and_what_was_booked_stays()
    {
        var member = await product.MemberAsync();
        var kb = await product.LinkAsync(member, "004");
        var tossBank = await product.LinkAsync(member, "092");
        var tomorrow = Today.AddDays(1);
        await AgreeAsync(new BankFeeChange(null, BankCallKind.Withdraw, 70, tomorrow).Ask("새 계약"));
        await AgreeAsync(new BankFeeChange("092", BankCallKind.Withdraw, 20, Today).Ask("토스뱅크 특약"));
        await AgreeAsync(new BankFeeChange("092", BankCallKind.Withdraw, null, tomorrow.AddDays(1)).Ask("특약 끝"));

        await ChargeAsync(member, kb, tossBank);
        GoTo(SeoulTime.StartOf(tomorrow).AddMinutes(-40));
        await ChargeAsync(member, kb);
        GoTo(SeoulTime.StartOf(tomorrow).AddMinutes(30)); // after the night's windows
        await ChargeAsync(member, kb, tossBank);
        GoTo(SeoulTime.StartOf(tomorrow.AddDays(1)).AddMinutes(30));
        await ChargeAsync(member, kb, tossBank);

        Assert.Equal(
            [("004", 50L), ("092", 20L), ("004", 50L), ("004", 70L), ("092", 20L), ("004", 70L), ("092", 70L)],
            (await FeesBookedAsync()).Reverse()
        );
        await product.VerifyAsync();

        async Task<long> On(string bank, DateOnly day) =>
            await product.AskAsync(
                (MyPayDb db) => Task.FromResult(BankFees.On(db, bank, BankCallKind.Withdraw, day).Amount)
            );
        Assert.Equal(
            (50, 70, 20, 20, 70),
            (
                await On("004", tomorrow.AddDays(-1)),
                await On("004", tomorrow),
                await On("092", tomorrow.AddDays(-1)),
                await On("092", tomorrow),
                await On("092", tomorrow.AddDays(1))
            )
        );
    }

    [Fact]
    public async Task The_table_shows_what_holds_what_is_to_come_and_who_agreed()
    {
        var later = Today.AddDays(7);
        await AgreeAsync(new BankFeeChange(null, BankCallKind.Deposit, 45, later).Ask("새 계약"));
        await AgreeAsync(new BankFeeChange("088", BankCallKind.Deposit, 30, later).Ask("특약"));

        var table = await product.AskAsync((IFeeDesk d) => d.BankFeesAsync());
        Assert.Equal(
            [BankCallKind.Withdraw, BankCallKind.Deposit, BankCallKind.HolderInquiry],
            table.Take(3).Select(view => view.Kind)
        );
        var deposit = table[1];
        Assert.Equal(
            (Won.Of(40), later, Won.Of(45)),
            (deposit.Fee!.Value, Assert.Single(deposit.Coming).From, deposit.Coming[0].Fee!.Value)
        );
        Assert.Equal(
            ("operator1@mypay.test", "approver1@mypay.test"),
            (deposit.History[0].Maker, deposit.History[0].Checker)
        );
        Assert.Null(deposit.History[1].MadeAt); // what the table began with
        var own = table[3];
        Assert.Equal(("088", null, Won.Of(30)), (own.Bank, own.Fee, own.Coming[0].Fee!.Value)); // until then the general one
        Assert.Equal(2, await CountAsync("fee.changed"));
    }

    [Fact]
    public async Task The_past_the_impossible_the_same_again_and_one_persons_wish_alone_are_refused()
    {
        Assert.Equal(
            "backoffice.fee.date_past",
            await RefusedAsync(new BankFeeChange(null, BankCallKind.Withdraw, 70, Today.AddDays(-1)).Ask("왜"))
        );
        Assert.Equal(
            "backoffice.fee.out_of_range",
            await RefusedAsync(new BankFeeChange(null, BankCallKind.Withdraw, 10_001, Today).Ask("왜"))
        );
        Assert.Equal(
            "backoffice.fee.out_of_range",
            await RefusedAsync(new BankFeeChange(null, BankCallKind.Withdraw, -1, Today).Ask("왜"))
        );
        Assert.Equal(
            "backoffice.fee.unchanged",
            await RefusedAsync(new BankFeeChange(null, BankCallKind.Withdraw, 50, Today).Ask("왜"))
        );
        Assert.Equal(
            "backoffice.fee.unchanged",
            await RefusedAsync(new BankFeeChange("004", BankCallKind.Withdraw, null, Today).Ask("왜"))
        );
        Assert.Equal(
            "backoffice.fee.unknown",
            await RefusedAsync(new BankFeeChange(null, BankCallKind.Withdraw, null, Today).Ask("왜"))
        ); // nothing would be left
        Assert.Equal(
            "backoffice.fee.unknown",
            await RefusedAsync(new BankFeeChange("999", BankCallKind.Withdraw, 50, Today).Ask("왜"))
        );
        Assert.Equal(
            "backoffice.fee.unknown",
            await RefusedAsync(new(BankFeeChange.ActKind, "fee:x", "no json", "왜"))
        );
        Assert.Equal(
            "backoffice.fee.out_of_range",
            await RefusedAsync(new GradeRateChange(FeeGrade.Micro, 1_001, Today).Ask("왜"))
        );
        Assert.Equal(
            "backoffice.fee.unchanged",
            await RefusedAsync(new GradeRateChange(FeeGrade.Micro, 60, Today).Ask("왜"))
        );

        var both = await product.StaffAsync("both@mypay.test", SignInRoles.Operator, SignInRoles.Approver);
        var asked = (
            await product.Approvals(a => a.AskAsync(new GradeRateChange(FeeGrade.Micro, 55, Today).Ask("왜"), both))
        ).Granted();
        Assert.Equal(
            "backoffice.approval.own_work",
            (await product.Approvals(a => a.DecideAsync(asked.Id, true, null, both))).Refused().Code
        );
        product.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(
            "backoffice.fee.date_past",
            (await product.Approvals(a => a.DecideAsync(asked.Id, true, null, checker))).Refused().Code
        );
        Assert.Equal(60, await RateAsync(FeeGrade.Micro, Today));
    }

    [Fact]
    public async Task A_contract_takes_its_grades_rate_of_the_day_it_begins_and_one_that_stands_keeps_its_own()
    {
        await using var house = new AFranchise();
        var before = await house.ActiveAsync();
        var tomorrow = new DateOnly(2026, 11, 23);
        (
            await house.Journal.WriteAsync<Done>(write =>
            {
                GradeRates.Agree(write, FeeGrade.Micro, 45, tomorrow, "maker", "checker");
                return default(Done);
            })
        ).Granted();
        var today = await house.InReviewAsync();
        today = (await house.Onboarding(o => o.ApproveAsync(today.Id, FeeGrade.Micro, null, 1, "admin"))).Granted();
        Assert.Equal(60, today.RateBasisPoints);
        var changed = (
            await house.Onboarding(o => o.ChangeTermsAsync(today.Id, new(tomorrow, FeeGrade.Micro, null, 2), "admin"))
        ).Granted();
        Assert.Equal(45, changed.RateBasisPoints); // of the day it begins, not of today

        house.Clock.Advance(TimeSpan.FromHours(12)); // midnight in Seoul
        var after = await house.InReviewAsync();
        after = (await house.Onboarding(o => o.ApproveAsync(after.Id, FeeGrade.Micro, null, 1, "admin"))).Granted();
        Assert.Equal(
            (45, 60),
            (after.RateBasisPoints, (await house.Franchises(f => f.FindAsync(before.Id)))!.RateBasisPoints)
        );
        var special = await house.InReviewAsync();
        Assert.Equal(
            30,
            (await house.Onboarding(o => o.ApproveAsync(special.Id, FeeGrade.Micro, 30, 1, "admin")))
                .Granted()
                .RateBasisPoints
        ); // negotiated
    }

    [Fact]
    public async Task Two_people_change_a_grades_rate_and_the_desk_shows_it()
    {
        await AgreeAsync(new GradeRateChange(FeeGrade.Small1, 90, Today.AddDays(3)).Ask("경쟁사 요율"));
        var small = (await product.AskAsync((IFeeDesk d) => d.GradeRatesAsync())).Single(view =>
            view.Grade == FeeGrade.Small1
        );
        Assert.Equal(
            (100, null, 90),
            (small.RateBasisPoints, small.Since, Assert.Single(small.Coming).RateBasisPoints)
        );
        Assert.Equal(
            (100, 90),
            (await RateAsync(FeeGrade.Small1, Today.AddDays(2)), await RateAsync(FeeGrade.Small1, Today.AddDays(3)))
        );
        await product.VerifyAsync();
    }

    private async Task AgreeAsync(ApprovalAsk ask)
    {
        var asked = (await product.Approvals(a => a.AskAsync(ask, maker))).Granted();
        (await product.Approvals(a => a.DecideAsync(asked.Id, true, null, checker))).Granted();
    }

    private async Task<string> RefusedAsync(ApprovalAsk ask) =>
        (await product.Approvals(a => a.AskAsync(ask, maker))).Refused().Code;

    private void GoTo(DateTimeOffset at) => product.Clock.Advance(at - product.Clock.GetUtcNow());

    private async Task ChargeAsync(MemberView member, params LinkedAccountView[] accounts)
    {
        foreach (var account in accounts)
            (
                await product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(10_000), Once.NewKey())))
            ).Granted();
    }

    private async Task<IEnumerable<(string Bank, long Fee)>> FeesBookedAsync() =>
        (await product.AskAsync((IBankLog log) => log.ListAsync(new(Purpose: "money.charge"), null, 50))).Calls.Select(
            call => (call.Bank, call.Fee.Amount)
        );

    private async Task<int> RateAsync(FeeGrade grade, DateOnly day) =>
        (await product.AskAsync((IGradeRates g) => g.OnAsync(day))).Single(one => one.Grade == grade).RateBasisPoints;

    private async Task<int> CountAsync(string action) =>
        (await product.AskAsync((IAuditLog log) => log.ListAsync(new(Action: action), null, 50))).Count;
}
