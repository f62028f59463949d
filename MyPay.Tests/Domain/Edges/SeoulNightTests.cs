using Microsoft.EntityFrameworkCore;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Money.Limits;
using MyPay.Domain.Payment.Slips;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Edges;

/// <summary>
/// The nine hours in which Seoul is a day ahead of UTC: sales, refunds, bank calls, limits and certificates are of
/// Seoul's day. And money at its exact edges, on the real product.
/// </summary>
public sealed class SeoulNightTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 11, 24);
    private AShop shop = null!;

    private AProduct Product => shop.Product;

    public async Task InitializeAsync() => shop = await AShop.OpenAsync();

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Fact]
    public async Task What_happens_at_night_is_of_the_day_in_Seoul()
    {
        var (member, friend) = (await Product.MemberWithAsync(200_000, "김마이"), await Product.MemberAsync("이받음"));
        var account = (await Product.AskAsync((ILinkedAccounts a) => a.ListAsync(member.Id)))[0];
        var (charges, sent, midnight) = (0, 0, SeoulTime.StartOf(Day).ToUnixTimeMilliseconds());
        foreach (var time in new[] { "00:06:00", "00:31:00", "08:59:59", "09:00:00", "23:59:58" })
        {
            Product.Clock.StandAt(
                new(
                    Day.ToDateTime(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)),
                    SeoulTime.Offset
                )
            );

            (
                await Product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(10_000), Once.NewKey())))
            ).Granted();
            (
                await Product.Remittances(r =>
                    r.SendToMemberAsync(
                        new(member.Id, friend.Id, Won.Of(1_000), null, WaitForAcceptance: false, Once.NewKey())
                    )
                )
            ).Granted();
            var paid = await shop.PaidAsync(member, 2_000);
            (await shop.CancelAsync(paid.Tid, 500)).Granted();

            (charges, sent) = (charges + 1, sent + 1_000);
            Assert.Equal(
                [Day, Day],
                await Product.AskAsync(
                    (MyPayDb db) => db.Set<SaleSlip>().Where(s => s.Tid == paid.Tid).Select(s => s.SoldOn).ToListAsync()
                )
            );
            Assert.Equal(
                charges,
                await Product.AskAsync(
                    (MyPayDb db) =>
                        db.Set<BankCall>().CountAsync(c => c.BankTranDate == Day && c.Kind == BankCallKind.Withdraw)
                )
            );
            var days = await Product.AskAsync(
                (MyPayDb db) => db.Set<SendUsage>().Where(u => u.Member == member.Id).ToListAsync()
            );
            Assert.Equal((Day, (long)sent), Assert.Single(days) is var used ? (used.Date, used.Sent.Amount) : default);
            Assert.Equal(
                0,
                await Product.AskAsync(
                    (MyPayDb db) =>
                        db.Set<SlipRow>().CountAsync(s => s.BusinessDate != "2026-11-24" && s.PostedAtMs >= midnight)
                )
            );
        }

        await Product.VerifyAsync();
    }

    [Fact]
    public async Task A_certificate_counts_what_waits_and_what_is_pending_once_and_ends_at_midnight_in_Seoul()
    {
        var sender = await Product.MemberWithAsync(700_000, "김보냄");
        var (receiver, waiting) = (await Product.MemberAsync("이받음"), await Product.MemberAsync("최기다"));
        // 500,000 fit under the cap of somebody unverified
        (await SendAsync(600_000, receiver.Id, wait: false)).Granted();
        (await SendAsync(30_000, waiting.Id, wait: true)).Granted();
        Product.Clock.StandAt(new(2026, 11, 24, 0, 0, 0, SeoulTime.Offset));
        (await SendAsync(7_000, receiver.Id, wait: false)).Granted(); // of the next day

        Product.Clock.StandAt(new(2026, 11, 24, 0, 30, 0, SeoulTime.Offset));
        var first = (await IssueAsync(new(2026, 11, 23))).Granted();
        Assert.Equal("backoffice.certificate.day_not_over", (await IssueAsync(new(2026, 11, 24))).Refused().Code);
        Product.Clock.StandAt(new(2026, 11, 25, 0, 0, 0, SeoulTime.Offset));
        var second = (await IssueAsync(new(2026, 11, 24))).Granted();

        Assert.Equal(
            (570_000L, 100_000L, 30_000L, 700_000L),
            (first.Wallets, first.Pending, first.Awaiting, first.Owed)
        );
        Assert.Equal(
            (563_000L, 107_000L, 30_000L, 700_000L),
            (second.Wallets, second.Pending, second.Awaiting, second.Owed)
        );

        Task<Result<RemittanceView>> SendAsync(long won, MemberId to, bool wait) =>
            Product.Remittances(r => r.SendToMemberAsync(new(sender.Id, to, Won.Of(won), null, wait, Once.NewKey())));
        Task<Result<Certificate>> IssueAsync(DateOnly date) =>
            Product.AskAsync((ICertificates c) => c.IssueAsync(date, Actor.System));
    }

    [Fact]
    public async Task A_charge_may_reach_the_cap_and_not_pass_it()
    {
        var member = await Product.MemberWithAsync(1_980_000);
        var account = (await Product.AskAsync((ILinkedAccounts a) => a.ListAsync(member.Id)))[0];

        Assert.Equal("money.charge.over_cap", (await ChargeAsync(30_000)).Refused().Code);
        (await ChargeAsync(20_000)).Granted();
        Assert.Equal(2_000_000, await Product.BalanceAsync(member.Id));
        Assert.Equal("money.charge.over_cap", (await ChargeAsync(10_000)).Refused().Code);
        Assert.Equal(2_000_000, await Product.BalanceAsync(member.Id));

        Task<Result<ChargeView>> ChargeAsync(long won) =>
            Product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(won), Once.NewKey())));
    }
}
