using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.BackOffice;

[Trait("Lane", "Fast")]
public sealed class ApprovalTests : IAsyncLifetime
{
    private readonly OneWon act = new();
    private AMembership house = null!;
    private Actor maker = null!,
        checker = null!;

    public async Task InitializeAsync()
    {
        house = new AMembership(services =>
        {
            services.AddBackOfficeAlone();
            services.AddSingleton<IApprovedAction>(act);
        });
        maker = await StaffAsync("maker@mypay.test", SignInRoles.Operator);
        checker = await StaffAsync("checker@mypay.test", SignInRoles.Approver);
    }

    public async Task DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task What_one_asks_for_and_another_approves_happens_once_and_stands_in_the_audit_log()
    {
        var asked = await AskedAsync();
        Assert.Equal(0, await DoneAsync());

        var approved = (await Approvals(a => a.DecideAsync(asked.Id, true, "확인했어요", checker))).Granted();

        Assert.Equal(
            (ApprovalState.Approved, checker, "확인했어요"),
            (approved.State, approved.Checker, approved.Note)
        );
        Assert.Equal(1, await DoneAsync());
        Assert.Empty(await Approvals(a => a.ListAsync(waitingOnly: true, 10)));
        Assert.Equal(["backoffice.approval.asked", "backoffice.approval.approved"], await NotedAsync());
    }

    [Fact]
    public async Task The_maker_is_never_the_checker_not_even_with_both_roles()
    {
        var both = await StaffAsync("both@mypay.test", SignInRoles.Operator, SignInRoles.Approver);
        var asked = (await Approvals(a => a.AskAsync(OneWon.Ask(), both))).Granted();

        Assert.Equal(
            "backoffice.approval.own_work",
            (await Approvals(a => a.DecideAsync(asked.Id, true, null, both))).Refused().Code
        );
        Assert.Equal(
            "backoffice.approval.own_work",
            (await Approvals(a => a.DecideAsync(asked.Id, false, "아니에요", both))).Refused().Code
        );
        Assert.Equal(0, await DoneAsync());
    }

    [Fact]
    public async Task An_auditor_can_neither_ask_nor_decide_and_operators_and_approvers_only_their_own_part()
    {
        var auditor = await StaffAsync("auditor@mypay.test", SignInRoles.Auditor);
        var asked = await AskedAsync();

        foreach (var person in new[] { auditor, checker, new Actor("nobody", "nobody") })
            Assert.Equal(
                "backoffice.role.missing",
                (await Approvals(a => a.AskAsync(OneWon.Ask("test:2"), person))).Refused().Code
            );
        foreach (var person in new[] { auditor, maker })
            Assert.Equal(
                "backoffice.role.missing",
                (await Approvals(a => a.DecideAsync(asked.Id, true, null, person))).Refused().Code
            );
        Assert.Equal(0, await DoneAsync());
        Assert.Equal(["backoffice.approval.asked"], await NotedAsync());
    }

    [Fact]
    public async Task Who_approves_from_a_page_has_proved_to_be_there_a_moment_ago()
    {
        var (asked, atPage) = (await AskedAsync(), await house.SignedInAsync(checker.Id));
        house.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(
            "membership.step_up.required",
            (await Approvals(a => a.DecideAsync(asked.Id, true, null, atPage))).Refused().Code
        );
        Assert.Equal(0, await DoneAsync());

        (await house.AskAsync((IStepUps s) => s.ByPasswordAsync(atPage, "MyPay!2026-x"))).Granted();
        (await Approvals(a => a.DecideAsync(asked.Id, true, null, atPage))).Granted();
        Assert.Equal(1, await DoneAsync());
    }

    [Fact]
    public async Task Many_approvals_at_once_do_it_once()
    {
        var asked = await AskedAsync();
        var others = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(async n => await StaffAsync($"checker{n}@mypay.test", SignInRoles.Approver))
        );

        var answers = await Task.WhenAll(
            others.Select(other => Approvals(a => a.DecideAsync(asked.Id, true, null, other)))
        );

        Assert.Single(answers, answer => answer.TryGet(out _, out _));
        Assert.All(
            answers.Where(answer => !answer.TryGet(out _, out _)),
            answer => Assert.Equal("backoffice.approval.not_waiting", answer.Refused().Code)
        );
        Assert.Equal(1, await DoneAsync());
    }

    [Fact]
    public async Task Dying_between_approval_and_act_leaves_neither()
    {
        var asked = await AskedAsync();
        act.Breaks = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Approvals(a => a.DecideAsync(asked.Id, true, null, checker))
        );
        Assert.Equal(ApprovalState.Waiting, (await Approvals(a => a.FindAsync(asked.Id)))!.State);
        Assert.Equal(0, await DoneAsync());
        Assert.Equal(["backoffice.approval.asked"], await NotedAsync());

        act.Breaks = false;
        (await Approvals(a => a.DecideAsync(asked.Id, true, null, checker))).Granted();
        Assert.Equal(1, await DoneAsync());
    }

    [Fact]
    public async Task What_the_act_has_against_it_is_said_at_both_ends_and_the_request_waits_on()
    {
        act.Against = new(RefusalKind.Conflict, "ledger.insufficient", 1L, 0L);
        Assert.Equal("ledger.insufficient", (await Approvals(a => a.AskAsync(OneWon.Ask(), maker))).Refused().Code);
        act.Against = null;
        var asked = await AskedAsync();
        act.Against = new(RefusalKind.Conflict, "ledger.insufficient", 1L, 0L);

        Assert.Equal(
            "ledger.insufficient",
            (await Approvals(a => a.DecideAsync(asked.Id, true, null, checker))).Refused().Code
        );
        Assert.Equal(asked.Id, Assert.Single(await Approvals(a => a.ListAsync(waitingOnly: true, 10))).Id);
    }

    [Fact]
    public async Task The_same_request_waits_once_and_may_be_taken_back_by_its_maker_alone()
    {
        var asked = await AskedAsync();
        var other = await StaffAsync("other@mypay.test", SignInRoles.Operator);
        var again = (await Approvals(a => a.AskAsync(OneWon.Ask(), other))).Refused();
        Assert.Equal(("backoffice.approval.already_asked", maker.Name), (again.Code, again.Args[0]));
        Assert.Equal(
            "backoffice.approval.not_own_work",
            (await Approvals(a => a.WithdrawAsync(asked.Id, other))).Refused().Code
        );

        (await Approvals(a => a.WithdrawAsync(asked.Id, maker))).Granted();
        Assert.Equal(
            "backoffice.approval.not_waiting",
            (await Approvals(a => a.DecideAsync(asked.Id, true, null, checker))).Refused().Code
        );
        (await Approvals(a => a.AskAsync(OneWon.Ask(), other))).Granted();
        Assert.Equal(0, await DoneAsync());
    }

    [Fact]
    public async Task Turning_down_takes_words()
    {
        var asked = await AskedAsync();
        Assert.Equal(
            "backoffice.approval.note_missing",
            (await Approvals(a => a.DecideAsync(asked.Id, false, "  ", checker))).Refused().Code
        );
        Assert.Equal(
            "backoffice.approval.reason_missing",
            (await Approvals(a => a.AskAsync(OneWon.Ask("test:2", " "), maker))).Refused().Code
        );

        var refused = (await Approvals(a => a.DecideAsync(asked.Id, false, "증빙이 없어요", checker))).Granted();
        Assert.Equal((ApprovalState.Refused, "증빙이 없어요"), (refused.State, refused.Note));
        Assert.Equal(0, await DoneAsync());
    }

    [Fact]
    public async Task Nobody_decides_what_ran_out_of_time()
    {
        var asked = await AskedAsync();
        house.Clock.Advance(IApprovals.Lifetime);

        Assert.Equal(
            "backoffice.approval.expired",
            (await Approvals(a => a.DecideAsync(asked.Id, true, null, checker))).Refused().Code
        );
        Assert.Equal(ApprovalState.Expired, (await Approvals(a => a.FindAsync(asked.Id)))!.State);
        (await Approvals(a => a.AskAsync(OneWon.Ask(), maker))).Granted(); // the old one is no obstacle
        Assert.Equal(0, await Approvals(a => a.ExpireDueAsync()));
        house.Clock.Advance(IApprovals.Lifetime);
        Assert.Equal(1, await Approvals(a => a.ExpireDueAsync()));
        Assert.Equal(2, (await NotedAsync()).Count(action => action == "backoffice.approval.expired"));
        Assert.Equal(0, await DoneAsync());
    }

    private Task<T> Approvals<T>(Func<IApprovals, Task<T>> question) => house.AskAsync(question);

    private async Task<ApprovalView> AskedAsync() => (await Approvals(a => a.AskAsync(OneWon.Ask(), maker))).Granted();

    private Task<int> DoneAsync() => house.DbAsync(db => db.Set<SlipRow>().CountAsync(slip => slip.Kind == "test"));

    private Task<List<string>> NotedAsync() =>
        house.DbAsync(db => db.Set<AuditEntry>().OrderBy(e => e.Seq).Select(e => e.Action).ToListAsync());

    private async Task<Actor> StaffAsync(string email, params string[] roles) =>
        new(
            (await house.AskAsync((ISignIns s) => s.CreateAsync(email, "MyPay!2026-x", "운영 담당", roles))).Granted(),
            email
        );
}
