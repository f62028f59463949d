using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Franchise;

[Trait("Lane", "Fast")]
public sealed class OnboardingTests
{
    [Fact]
    public async Task From_application_to_contract()
    {
        await using var house = new AFranchise();
        var applied = await house.AppliedAsync(AFranchise.Form());
        Assert.Equal(
            (FranchiseState.Applied, "1234567891", "*******56789", ""),
            (applied.State, applied.BusinessNumber, applied.SettlementMaskedNumber, applied.Cid)
        );
        Assert.Null(await house.Franchises(f => f.FindSettlementAccountAsync(applied.Id)));

        var digits = await house.StartCheckAsync(applied.Id);
        Assert.Equal(
            (3, true),
            (
                await house.Franchises(f => f.FindAsync(applied.Id)) is { AccountCheck: { } check }
                    ? (check.TriesLeft, check.AwaitsCode)
                    : default
            )
        );
        Assert.Equal(-1, await house.BalanceAsync(LedgerAccount.AccountCheckExpense));
        Assert.Equal(1, await house.BalanceAsync(LedgerAccount.Bank(ObedientBank.CorporateAccount)));

        var inReview = (await house.Onboarding(o => o.EnterAccountCodeAsync(applied.Id, digits))).Granted();
        Assert.Equal(FranchiseState.InReview, inReview.State);
        Assert.Equal(applied.Id, Assert.Single(await house.Onboarding(o => o.ReviewQueueAsync())).Id);
        Assert.Equal(
            new SettlementAccount("088", "110123456789", "김사장"),
            await house.Franchises(f => f.FindSettlementAccountAsync(applied.Id))
        );
        Assert.False(await house.MaySellAsync(applied.Id));

        var asked = (
            await house.Onboarding(o => o.AskAsync(applied.Id, "영업신고증을 보여 주세요.", "admin@mypay.test"))
        ).Granted();
        Assert.Equal((FranchiseState.Asked, "영업신고증을 보여 주세요."), (asked.State, asked.ReviewNote));
        Assert.Empty(await house.Onboarding(o => o.ReviewQueueAsync()));
        Assert.Equal(
            FranchiseState.InReview,
            (await house.Onboarding(o => o.AnswerAsync(applied.Id, "우편으로 보냈어요."))).Granted().State
        );

        var active = (
            await house.Onboarding(o => o.ApproveAsync(applied.Id, FeeGrade.Micro, 60, 1, "admin@mypay.test"))
        ).Granted();
        Assert.Equal(
            (FranchiseState.Active, FeeGrade.Micro, 60, 1),
            (active.State, active.Grade, active.RateBasisPoints, active.CycleDays)
        );
        Assert.True(await house.MaySellAsync(applied.Id));
        Assert.Equal("모닝커피", Assert.Single(await house.Franchises(f => f.StoresAsync(applied.Id))).Name);
        Assert.Equal(
            [ReviewStep.Applied, ReviewStep.AccountProved, ReviewStep.Asked, ReviewStep.Answered, ReviewStep.Approved],
            (await house.Onboarding(o => o.HistoryAsync(applied.Id))).Select(entry => entry.Step)
        );
        Assert.Equal(applied.Id, Assert.Single(await house.Onboarding(o => o.SearchAsync("닝 커", 10))).Id);
        Assert.Equal(applied.Id, Assert.Single(await house.Onboarding(o => o.SearchAsync("45-678", 10))).Id);
        Assert.Equal(applied.Id, Assert.Single(await house.Onboarding(o => o.SearchAsync(active.Cid, 10))).Id);
        Assert.Empty(await house.Onboarding(o => o.SearchAsync("김밥", 10)));
        Assert.Equal([applied.Id], await house.Franchises(f => f.SellersAsync()));
    }

    [Theory]
    [InlineData("number", "franchise.apply.business_number_invalid")]
    [InlineData("name", "franchise.apply.name_invalid")]
    [InlineData("invisible", "franchise.apply.name_invalid")]
    [InlineData("bank", "franchise.apply.name_office")]
    [InlineData("ours", "franchise.apply.name_office")]
    [InlineData("representative", "franchise.apply.representative_invalid")]
    [InlineData("category", "franchise.apply.category_unknown")]
    [InlineData("sales", "franchise.apply.sales_invalid")]
    [InlineData("phone", "franchise.apply.phone_invalid")]
    [InlineData("holder", "franchise.apply.holder_invalid")]
    [InlineData("email", "membership.sign_up.email_invalid")]
    [InlineData("password", "membership.sign_up.password_weak")]
    [InlineData("owner", "membership.sign_up.name_invalid")]
    public async Task A_form_that_cannot_be_is_refused_and_leaves_nothing(string field, string code)
    {
        await using var house = new AFranchise();
        var form = AFranchise.Form();
        form = field switch
        {
            "number" => form with { BusinessNumber = "1234567890" },
            "name" => form with { TradeName = "   " },
            "bank" => form with { TradeName = "국민은행" },
            "ours" => form with { TradeName = "МуРау 24" },
            "invisible" => form with { TradeName = "모닝\u200B커피" },
            "representative" => form with { Representative = "김1" },
            "category" => form with { Category = "casino" },
            "sales" => form with { ExpectedYearlySales = Won.Zero },
            "phone" => form with { Phone = "전화 없음" },
            "holder" => form with { AccountHolder = "" },
            "email" => form with { OwnerEmail = "owner@" },
            "password" => form with { OwnerPassword = "12345678" },
            _ => form with { OwnerName = "1" },
        };

        Assert.Equal(code, (await house.Franchises(f => f.ApplyAsync(form))).Refused().Code);
        Assert.Empty(await house.Onboarding(o => o.SearchAsync(null, 10)));
        Assert.Null(await house.AskAsync((ISignIns s) => s.FindIdAsync("owner@shop.example")));
    }

    [Fact]
    public async Task A_closed_bank_is_said_as_banking_says_it()
    {
        await using var house = new AFranchise();
        house.Bank.ServiceRefusal = new(RefusalKind.Invalid, "banking.bank.closed_for_service");
        Assert.Equal(
            "banking.bank.closed_for_service",
            (await house.Franchises(f => f.ApplyAsync(AFranchise.Form()))).Refused().Code
        );
    }

    [Fact]
    public async Task A_business_joins_once_but_an_unproved_application_keeps_nobody_out()
    {
        await using var house = new AFranchise();
        await house.AppliedAsync(AFranchise.Form(email: "squatter@shop.example"));
        var late = await house.AppliedAsync(
            AFranchise.Form(email: "late@shop.example") with
            {
                AccountNumber = "110999999999",
            }
        );
        var real = await house.InReviewAsync(AFranchise.Form() with { AccountNumber = "110888888888" });

        Assert.Equal(
            "franchise.apply.business_number_taken",
            (await house.Franchises(f => f.ApplyAsync(AFranchise.Form(email: "fourth@shop.example")))).Refused().Code
        );
        Assert.Equal(
            "franchise.apply.business_number_taken",
            (await house.Franchises(f => f.CheckAsync(AFranchise.Form(), ApplicationPart.Business))).Refused().Code
        );
        var digits = await house.StartCheckAsync(late.Id);
        Assert.Equal(
            "franchise.apply.business_number_taken",
            (await house.Onboarding(o => o.EnterAccountCodeAsync(late.Id, digits))).Refused().Code
        );

        (await house.Onboarding(o => o.RejectAsync(real.Id, "서류 미비", "admin@mypay.test"))).Granted();
        Assert.Equal(
            FranchiseState.Applied,
            (await house.AppliedAsync(AFranchise.Form(email: "again@shop.example"))).State
        );
    }

    [Fact]
    public async Task An_address_belongs_to_one_person()
    {
        await using var house = new AFranchise();
        await house.AppliedAsync(AFranchise.Form());
        Assert.Equal(
            "franchise.apply.email_taken",
            (await house.Franchises(f => f.ApplyAsync(AFranchise.Form(AFranchise.NumberOf(7))))).Refused().Code
        );
    }

    [Fact]
    public async Task The_account_must_be_the_holders_and_can_be_put_right()
    {
        await using var house = new AFranchise();
        var applied = await house.AppliedAsync(AFranchise.Form() with { AccountHolder = "김사정" });
        Assert.Equal(
            "franchise.account.holder_differs",
            (await house.Onboarding(o => o.StartAccountCheckAsync(applied.Id))).Refused().Code
        );
        Assert.Empty(house.Bank.Sent);

        var changed = (
            await house.Onboarding(o => o.ChangeAccountAsync(applied.Id, "004", "12345678901", "김사장"))
        ).Granted();
        Assert.Equal(("004", "******78901"), (changed.SettlementBank, changed.SettlementMaskedNumber));
        var digits = await house.StartCheckAsync(applied.Id);
        Assert.Equal(
            FranchiseState.InReview,
            (await house.Onboarding(o => o.EnterAccountCodeAsync(applied.Id, digits))).Granted().State
        );
        Assert.Equal(
            "franchise.review.wrong_state",
            (await house.Onboarding(o => o.ChangeAccountAsync(applied.Id, "004", "99999999999", "김사장")))
                .Refused()
                .Code
        );
        Assert.Equal(
            "franchise.review.wrong_state",
            (await house.Onboarding(o => o.StartAccountCheckAsync(applied.Id))).Refused().Code
        );
    }

    [Fact]
    public async Task Digits_of_an_account_that_was_changed_prove_nothing()
    {
        await using var house = new AFranchise();
        var applied = await house.AppliedAsync();
        var digits = await house.StartCheckAsync(applied.Id);
        (await house.Onboarding(o => o.ChangeAccountAsync(applied.Id, "004", "12345678901", "김사장"))).Granted();

        Assert.Equal(
            "franchise.account.check_not_found",
            (await house.Onboarding(o => o.EnterAccountCodeAsync(applied.Id, digits))).Refused().Code
        );
    }

    [Fact]
    public async Task Three_tries_even_in_parallel_then_a_new_won()
    {
        await using var house = new AFranchise();
        var applied = await house.AppliedAsync();
        var digits = await house.StartCheckAsync(applied.Id);
        var wrong = digits == "000" ? "001" : "000";

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => house.Onboarding(o => o.EnterAccountCodeAsync(applied.Id, wrong)))
        );
        Assert.Equal(2, answers.Count(a => a.Refused().Code == "franchise.account.code_wrong"));
        Assert.Equal(
            "franchise.account.no_tries_left",
            (await house.Onboarding(o => o.EnterAccountCodeAsync(applied.Id, digits))).Refused().Code
        );

        var fresh = await house.StartCheckAsync(applied.Id);
        Assert.Equal(
            FranchiseState.InReview,
            (await house.Onboarding(o => o.EnterAccountCodeAsync(applied.Id, fresh))).Granted().State
        );
        Assert.Equal(
            FranchiseState.InReview,
            (await house.Onboarding(o => o.EnterAccountCodeAsync(applied.Id, fresh))).Granted().State
        ); // a double tap
        Assert.Equal(-2, await house.BalanceAsync(LedgerAccount.AccountCheckExpense));
    }

    [Fact]
    public async Task Five_minutes_for_the_digits_and_five_wons_a_day()
    {
        await using var house = new AFranchise();
        var applied = await house.AppliedAsync();
        var digits = await house.StartCheckAsync(applied.Id);
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(
            "franchise.account.check_expired",
            (await house.Onboarding(o => o.EnterAccountCodeAsync(applied.Id, digits))).Refused().Code
        );

        for (var n = 0; n < 4; n++)
            await house.StartCheckAsync(applied.Id);
        Assert.Equal(
            "franchise.account.too_many_checks",
            (await house.Onboarding(o => o.StartAccountCheckAsync(applied.Id))).Refused().Code
        );
        Assert.Equal(5, house.Bank.Sent.Count);
    }

    [Fact]
    public async Task An_unanswered_won_is_never_sent_twice_and_its_late_answer_counts()
    {
        await using var house = new AFranchise();
        var applied = await house.AppliedAsync();
        house.Bank.Outcome = BankCallState.Unknown;
        Assert.Equal(
            "franchise.account.check_unknown",
            (await house.Onboarding(o => o.StartAccountCheckAsync(applied.Id))).Refused().Code
        );
        Assert.Equal(
            "franchise.account.check_unknown",
            (await house.Onboarding(o => o.StartAccountCheckAsync(applied.Id))).Refused().Code
        );
        Assert.Equal(
            "franchise.account.check_unknown",
            (await house.Onboarding(o => o.EnterAccountCodeAsync(applied.Id, "123"))).Refused().Code
        );

        var sent = Assert.Single(house.Bank.Sent);
        await house.Bank.SettleAsync(sent, succeeded: true);
        Assert.Equal(
            FranchiseState.InReview,
            (await house.Onboarding(o => o.EnterAccountCodeAsync(applied.Id, sent.PrintContent))).Granted().State
        );
    }

    [Fact]
    public async Task A_won_that_did_not_arrive_is_said()
    {
        await using var house = new AFranchise();
        var applied = await house.AppliedAsync();
        house.Bank.Outcome = BankCallState.Failed;
        Assert.Equal(
            "franchise.account.check_failed",
            (await house.Onboarding(o => o.StartAccountCheckAsync(applied.Id))).Refused().Code
        );
        Assert.Equal(0, await house.BalanceAsync(LedgerAccount.AccountCheckExpense));
    }

    [Fact]
    public async Task A_review_goes_its_way_once()
    {
        await using var house = new AFranchise();
        var applied = await house.AppliedAsync();
        Assert.Equal(
            "franchise.review.wrong_state",
            (await house.Onboarding(o => o.ApproveAsync(applied.Id, FeeGrade.Micro, 60, 1, "admin"))).Refused().Code
        );

        var shop = await house.InReviewAsync();
        Assert.Equal(
            "franchise.review.note_missing",
            (await house.Onboarding(o => o.RejectAsync(shop.Id, " ", "admin"))).Refused().Code
        );
        Assert.Equal(
            "franchise.review.wrong_state",
            (await house.Onboarding(o => o.AnswerAsync(shop.Id, "네", default))).Refused().Code
        );
        Assert.Equal(
            "franchise.contract.rate_invalid",
            (await house.Onboarding(o => o.ApproveAsync(shop.Id, FeeGrade.Micro, 1_001, 1, "admin"))).Refused().Code
        );
        Assert.Equal(
            "franchise.contract.cycle_invalid",
            (await house.Onboarding(o => o.ApproveAsync(shop.Id, FeeGrade.Micro, 60, 0, "admin"))).Refused().Code
        );

        var twice = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => house.Onboarding(o => o.ApproveAsync(shop.Id, FeeGrade.Micro, 60, 1, "admin")))
        );
        Assert.Single(twice, answer => answer.TryGet(out _, out _));
        Assert.Single(await house.Franchises(f => f.StoresAsync(shop.Id)));
        Assert.Equal(
            "franchise.review.wrong_state",
            (await house.Onboarding(o => o.RejectAsync(shop.Id, "늦었어요", "admin"))).Refused().Code
        );

        var refused = await house.InReviewAsync();
        Assert.Equal(
            (FranchiseState.Rejected, "업종 제한"),
            (
                (await house.Onboarding(o => o.RejectAsync(refused.Id, "업종 제한", "admin"))).Granted() is var f
                    ? (f.State, f.ReviewNote)
                    : default
            )
        );
    }

    [Fact]
    public async Task A_frozen_franchise_sells_nothing_until_it_is_let_go_on()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        Assert.Equal(
            FranchiseState.Frozen,
            (await house.Onboarding(o => o.FreezeAsync(shop.Id, "이상 거래 확인", "admin"))).Granted().State
        );
        Assert.False(await house.MaySellAsync(shop.Id));
        Assert.Equal(FranchiseState.Frozen, (await house.Franchises(f => f.FindByCidAsync(shop.Cid)))!.State);
        Assert.Equal([shop.Id], await house.Franchises(f => f.SellersAsync()));

        Assert.Equal(
            FranchiseState.Active,
            (await house.Onboarding(o => o.ResumeAsync(shop.Id, "확인 완료", "admin"))).Granted().State
        );
        Assert.True(await house.MaySellAsync(shop.Id));
        Assert.False(await house.MaySellAsync(new(Guid.NewGuid())));
    }

    [Fact]
    public async Task A_proved_account_stays_until_another_one_is_proved_too()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var old = (await house.Franchises(f => f.FindSettlementAccountAsync(shop.Id)))!;
        Assert.Equal(
            "franchise.review.wrong_state",
            (await house.Onboarding(o => o.StartAccountCheckAsync(shop.Id))).Refused().Code
        ); // nothing to check

        var asked = (
            await house.Onboarding(o => o.ChangeAccountAsync(shop.Id, "004", "222-3333-4455", "김사장"))
        ).Granted();
        Assert.Equal(("004", "김사장"), (asked.AccountChange!.Bank, asked.AccountChange.Holder));
        Assert.Equal(old, await house.Franchises(f => f.FindSettlementAccountAsync(shop.Id)));
        var digits = await house.StartCheckAsync(shop.Id);
        var won = house.Bank.Sent.Last();
        Assert.Equal(("004", "22233334455", 1L), (won.Bank, won.Number, won.Amount.Amount));
        Assert.True((await house.Franchises(f => f.FindAsync(shop.Id)))!.AccountCheck!.AwaitsCode);
        Assert.Equal(
            "franchise.account.code_wrong",
            (await house.Onboarding(o => o.EnterAccountCodeAsync(shop.Id, digits == "000" ? "001" : "000")))
                .Refused()
                .Code
        );
        Assert.Equal(old, await house.Franchises(f => f.FindSettlementAccountAsync(shop.Id)));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => house.Onboarding(o => o.EnterAccountCodeAsync(shop.Id, digits)))
        );

        Assert.All(answers, answer => Assert.Equal(FranchiseState.Active, answer.Granted().State));
        Assert.Equal(
            new SettlementAccount("004", "22233334455", "김사장"),
            await house.Franchises(f => f.FindSettlementAccountAsync(shop.Id))
        );
        Assert.Null(answers[0].Granted().AccountChange);
        Assert.Single(await house.Onboarding(o => o.HistoryAsync(shop.Id)), e => e.Step == ReviewStep.AccountChanged);
        Assert.Equal(
            FranchiseState.Active,
            (await house.Onboarding(o => o.EnterAccountCodeAsync(shop.Id, digits))).Granted().State
        ); // pressed again: nothing changes
    }

    [Fact]
    public async Task A_change_of_account_that_is_given_up_or_made_anew_leaves_no_digits_that_open_anything()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        var old = await house.Franchises(f => f.FindSettlementAccountAsync(shop.Id));
        (await house.Onboarding(o => o.ChangeAccountAsync(shop.Id, "004", "222-3333-4455", "김사장"))).Granted();
        var digits = await house.StartCheckAsync(shop.Id);
        (await house.Onboarding(o => o.ChangeAccountAsync(shop.Id, "004", "222-3333-9999", "김사장"))).Granted();
        Assert.Equal(
            "franchise.account.check_not_found",
            (await house.Onboarding(o => o.EnterAccountCodeAsync(shop.Id, digits))).Refused().Code
        );

        (await house.Onboarding(o => o.KeepAccountAsync(shop.Id))).Granted();
        (await house.Onboarding(o => o.EnterAccountCodeAsync(shop.Id, digits))).Granted(); // nothing waits: the proved account stands
        Assert.Equal(old, await house.Franchises(f => f.FindSettlementAccountAsync(shop.Id)));
        var applied = await house.AppliedAsync();
        var review = await house.InReviewAsync();
        Assert.Null(applied.AccountChange);
        Assert.Equal(
            "franchise.review.wrong_state",
            (await house.Onboarding(o => o.ChangeAccountAsync(review.Id, "004", "222-3333-4455", "김사장")))
                .Refused()
                .Code
        );
    }
}
