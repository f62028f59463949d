using Microsoft.EntityFrameworkCore;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.BackOffice;

public sealed class FreezeTests : IAsyncLifetime
{
    private AShop shop = null!;
    private AProduct product = null!;
    private Actor admin = null!;

    public async Task InitializeAsync()
    {
        shop = await AShop.OpenAsync();
        product = shop.Product;
        admin = await product.OperatorAsync();
    }

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Theory]
    [InlineData(FreezeLevel.Outgoing, "money.member.frozen_outgoing")]
    [InlineData(FreezeLevel.Everything, "money.member.frozen")]
    public async Task No_way_out_is_open_for_a_frozen_member_and_nothing_moves(FreezeLevel level, string code)
    {
        var member = await product.MemberWithAsync(100_000);
        var friend = await product.MemberAsync("이받음");
        var account = (await product.AskAsync((ILinkedAccounts a) => a.ListAsync(member.Id)))[0];
        var authorized = await shop.AuthorizedAsync(member);
        var payCode = await product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id));
        var calls = (await product.JournalAsync()).Count;

        (await FreezeAsync(member, level)).Granted();

        Assert.Equal(
            code,
            (
                await product.Remittances(r =>
                    r.SendToMemberAsync(new(member.Id, friend.Id, Won.Of(1_000), null, false, Once.NewKey()))
                )
            )
                .Refused()
                .Code
        );
        Assert.Equal(
            code,
            (
                await product.Remittances(r =>
                    r.SendToMemberAsync(new(member.Id, friend.Id, Won.Of(150_000), null, true, Once.NewKey()))
                )
            )
                .Refused()
                .Code
        );
        Assert.Equal(
            code,
            (
                await product.Remittances(r =>
                    r.SendToBankAsync(new(member.Id, "088", "110123456789", "지우", Won.Of(1_000), null, Once.NewKey()))
                )
            )
                .Refused()
                .Code
        );
        Assert.Equal(
            code,
            (await product.Wallets(w => w.WithdrawAsync(new(member.Id, account.Id, Won.Of(1_000), Once.NewKey()))))
                .Refused()
                .Code
        );
        Assert.Equal(code, (await shop.ApproveAsync(authorized)).Refused().Code);
        Assert.Equal(
            code,
            (
                await product.AskAsync(
                    (IInStore s) =>
                        s.PayByCodeAsync(
                            new(shop.Id, true, payCode.Code, 1_000, "order-2", "라테", null, Once.NewKey())
                        )
                )
            )
                .Refused()
                .Code
        );
        Assert.Equal(
            code,
            (
                await product.AskAsync(
                    (IInStore s) =>
                        s.PayByCodeAsync(
                            new(shop.Id, true, payCode.Code, 170_000, "order-3", "라테", null, Once.NewKey())
                        )
                )
            )
                .Refused()
                .Code
        );
        var ready = (await shop.ReadyAsync(shop.Request())).Granted();
        (await product.AskAsync((IPayments p) => p.OpenAsync(ready.Tid, member.Id))).Granted();
        Assert.Equal(code, (await shop.AuthorizeAsync(ready.Tid, member)).Refused().Code);

        Assert.Equal(100_000, await product.BalanceAsync(member.Id));
        Assert.Equal(calls, (await product.JournalAsync()).Count); // nobody was topped up for it
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Charging_goes_on_under_an_outgoing_freeze_and_stops_under_a_whole_one()
    {
        var member = await product.MemberWithAsync(0);
        var account = (await product.AskAsync((ILinkedAccounts a) => a.ListAsync(member.Id)))[0];

        (await FreezeAsync(member, FreezeLevel.Outgoing)).Granted();
        (
            await product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(10_000), Once.NewKey())))
        ).Granted();
        (await FreezeAsync(member, FreezeLevel.Everything)).Granted();
        Assert.Equal(
            "money.member.frozen",
            (await product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(10_000), Once.NewKey()))))
                .Refused()
                .Code
        );

        Assert.Equal(10_000, await product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task What_comes_in_and_what_comes_back_reaches_a_frozen_member()
    {
        var member = await product.MemberWithAsync(50_000);
        var friend = await product.MemberWithAsync(20_000, "이보냄");
        var paid = await shop.PaidAsync(member, 30_000);
        var sent = (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(member.Id, friend.Id, Won.Of(5_000), null, true, Once.NewKey()))
            )
        ).Granted();

        (await FreezeAsync(member, FreezeLevel.Outgoing)).Granted();
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(friend.Id, member.Id, Won.Of(7_000), null, false, Once.NewKey()))
            )
        ).Granted();
        (await FreezeAsync(member, FreezeLevel.Everything)).Granted();
        (await shop.CancelAsync(paid.Tid, 10_000)).Granted();
        (await product.Remittances(r => r.RefuseAsync(friend.Id, sent.Id))).Granted();

        Assert.Equal(50_000 - 30_000 - 5_000 + 7_000 + 10_000 + 5_000, await product.BalanceAsync(member.Id));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_freeze_is_tightened_by_one_and_lifted_by_two_and_every_step_is_in_the_audit_log()
    {
        var approver = await product.ApproverAsync();
        var member = await product.MemberWithAsync(10_000);
        var stamp = await StampAsync(member);
        (await FreezeAsync(member, FreezeLevel.Everything, "신고 접수")).Granted();

        Assert.NotEqual(stamp, await StampAsync(member)); // open pages and sessions end
        Assert.Equal("backoffice.member.loosens", (await FreezeAsync(member, FreezeLevel.Outgoing)).Refused().Code);
        Assert.Equal("membership.freeze.same", (await FreezeAsync(member, FreezeLevel.Everything)).Refused().Code);
        var asked = (
            await product.Approvals(a => a.AskAsync(IMemberCare.Unfreeze(member.Id, "본인 확인 완료"), admin))
        ).Granted();
        Assert.Equal(FreezeLevel.Everything, (await FindAsync(member)).Freeze);
        (await product.Approvals(a => a.DecideAsync(asked.Id, true, null, approver))).Granted();

        var after = await FindAsync(member);
        Assert.Equal((FreezeLevel.None, MemberState.Active), (after.Freeze, after.State));
        var notes = await product.AskAsync(
            (MyPayDb db) =>
                db.Set<AuditEntry>().Where(e => e.Subject == $"member:{member.Id}").OrderBy(e => e.Seq).ToListAsync()
        );
        Assert.Equal(
            [("member.frozen", "신고 접수", admin.Name), ("member.unfrozen", "본인 확인 완료", approver.Name)],
            notes
                .Where(n => n.Action.StartsWith("member.", StringComparison.Ordinal))
                .Select(n => (n.Action, n.Reason!, n.ActorName))
        );
        Assert.Equal(
            "membership.freeze.same",
            (await product.Approvals(a => a.AskAsync(IMemberCare.Unfreeze(member.Id, "또"), admin))).Refused().Code
        );
    }

    [Fact]
    public async Task Personal_data_is_shown_for_a_reason_to_those_who_may_and_is_noted_without_being_written_down()
    {
        var auditor = await product.StaffAsync("auditor1@mypay.test", SignInRoles.Auditor);
        var member = await product.MemberAsync("홍길동");

        Assert.Equal("backoffice.role.missing", (await RevealAsync(member, "궁금해서", auditor)).Refused().Code);
        Assert.Equal(
            "backoffice.role.missing",
            (await product.AskAsync((IMemberCare c) => c.FreezeAsync(member.Id, FreezeLevel.Outgoing, "이유", auditor)))
                .Refused()
                .Code
        );
        Assert.Equal("backoffice.reason.missing", (await RevealAsync(member, " ", admin)).Refused().Code);
        Assert.Empty(await NotesAsync());

        var whole = (await RevealAsync(member, "고객센터 문의 1021", admin)).Granted();

        Assert.Equal(("홍길동", member.Email), (whole.Name, whole.Email));
        var note = Assert.Single(await NotesAsync());
        Assert.Equal(("고객센터 문의 1021", admin.Name), (note.Reason, note.ActorName));
        Assert.DoesNotContain(member.Phone, $"{note.Before}{note.After}{note.Subject}", StringComparison.Ordinal);

        Task<List<AuditEntry>> NotesAsync() =>
            product.AskAsync(
                (MyPayDb db) => db.Set<AuditEntry>().Where(e => e.Action == "member.revealed").ToListAsync()
            );
    }

    [Fact]
    public async Task Members_are_found_by_the_beginning_of_name_phone_and_mail_or_by_the_whole_id_and_come_masked()
    {
        var member = await product.MemberAsync("남궁민수");
        await product.MemberAsync("남진");

        foreach (
            var text in new[]
            {
                "남궁",
                "남궁민수",
                member.Phone[..9],
                member.Phone,
                member.Email,
                member.Email[..12],
                member.Id.ToString(),
            }
        )
        {
            var page = await product.AskAsync((IMemberDesk d) => d.SearchAsync(text, false, 0, 100));
            Assert.Contains(page.Rows, r => r.Id == member.Id);
        }

        Assert.Equal(2, (await product.AskAsync((IMemberDesk d) => d.SearchAsync("남", false, 0, 30))).Total);
        Assert.Empty((await product.AskAsync((IMemberDesk d) => d.SearchAsync("궁민", false, 0, 30))).Rows);
        var view = await FindAsync(member);
        Assert.Equal("남**수", view.MaskedName);
        Assert.DoesNotContain(member.Phone[3..7], view.MaskedPhone, StringComparison.Ordinal);
        Assert.DoesNotContain(member.Email.Split('@')[0], view.MaskedEmail, StringComparison.Ordinal);
        (await FreezeAsync(member, FreezeLevel.Outgoing)).Granted();
        Assert.Equal(
            [member.Id],
            (await product.AskAsync((IMemberDesk d) => d.SearchAsync(null, true, 0, 30))).Rows.Select(r => r.Id)
        );
    }

    private Task<Result<Done>> FreezeAsync(MemberView member, FreezeLevel level, string reason = "의심 거래") =>
        product.AskAsync((IMemberCare c) => c.FreezeAsync(member.Id, level, reason, admin));

    private Task<Result<MemberWhole>> RevealAsync(MemberView member, string reason, Actor by) =>
        product.AskAsync((IMemberCare c) => c.RevealAsync(member.Id, reason, by));

    private async Task<MemberDeskView> FindAsync(MemberView member) =>
        (await product.AskAsync((IMemberDesk d) => d.FindAsync(member.Id)))!;

    private Task<string?> StampAsync(MemberView member) =>
        product.AskAsync(
            (MyPayDb db) =>
                db.Users.AsNoTracking().Where(u => u.Id == member.SignInId).Select(u => u.SecurityStamp).SingleAsync()
        );
}
