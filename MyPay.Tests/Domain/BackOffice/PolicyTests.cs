using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.BackOffice;
using MyPay.Domain.BackOffice.PolicyChanges;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Platform.Policies;
using MyPay.Domain.Remittance;
using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.BackOffice;

/// <summary>Policies are changed by two people, from a date on.</summary>
[Trait("Lane", "Fast")]
public sealed class PolicyTests : IAsyncLifetime
{
    private readonly APigeon pigeon = new();
    private AMembership house = null!;
    private Actor maker = null!,
        checker = null!;

    private DateOnly Today => SeoulTime.Today(house.Clock);

    public async Task InitializeAsync()
    {
        house = new AMembership(services =>
        {
            services.AddBackOfficeAlone();
            services.AddSingleton<IMailCarrier>(pigeon);
        });
        maker = await StaffAsync("maker@mypay.test", SignInRoles.Operator);
        checker = await StaffAsync("checker@mypay.test", SignInRoles.Approver);
    }

    public async Task DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task What_two_people_agree_on_counts_from_midnight_in_Seoul_and_stays_in_the_history()
    {
        var tomorrow = Today.AddDays(1);
        var asked = (await AskAsync(new("transfer.max", 1_000_000, tomorrow))).Granted();
        Assert.Equal(2_000_000, (await ViewAsync()).Value);
        Assert.Empty((await ViewAsync()).Coming);
        (await Approvals(a => a.DecideAsync(asked.Id, true, null, checker))).Granted();

        var view = await ViewAsync();
        Assert.Equal((2_000_000, null), (view.Value, view.Since));
        Assert.Equal(tomorrow, Assert.Single(view.Coming).From);
        house.Clock.SetUtcNow(SeoulTime.StartOf(tomorrow).AddSeconds(-1));
        Assert.Equal(2_000_000, (await ViewAsync()).Value);
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        view = await ViewAsync();
        Assert.Equal((1_000_000, tomorrow), (view.Value, view.Since));
        Assert.Empty(view.Coming);
        var row = Assert.Single(view.History);
        Assert.Equal(("maker@mypay.test", "checker@mypay.test"), (row.Maker, row.Checker));
        Assert.Equal(
            1,
            await house.DbAsync(db => Task.FromResult(db.Set<AuditEntry>().Count(e => e.Action == "policy.changed")))
        );
    }

    [Fact]
    public async Task A_value_out_of_range_a_day_gone_by_the_same_value_and_an_unknown_name_are_refused()
    {
        Assert.Equal(
            "backoffice.policy.out_of_range",
            (await AskAsync(new("transfer.max", 9_999, Today))).Refused().Code
        );
        Assert.Equal(
            "backoffice.policy.out_of_range",
            (await AskAsync(new("transfer.max", 100_000_001, Today))).Refused().Code
        );
        Assert.Equal(
            "backoffice.policy.date_past",
            (await AskAsync(new("transfer.max", 10_000, Today.AddDays(-1)))).Refused().Code
        );
        Assert.Equal(
            "backoffice.policy.unchanged",
            (await AskAsync(new("transfer.max", 2_000_000, Today))).Refused().Code
        );
        Assert.Equal("backoffice.policy.unknown", (await AskAsync(new("transfer.min", 10_000, Today))).Refused().Code);
        Assert.Equal(
            "backoffice.policy.unknown",
            (await Approvals(a => a.AskAsync(new(PolicyChange.Kind, "policy:x", "not json", "why"), maker)))
                .Refused()
                .Code
        );
    }

    [Fact]
    public async Task A_request_that_waited_past_its_day_can_no_longer_be_approved_as_it_stands()
    {
        var asked = (await AskAsync(new("transfer.max", 1_000_000, Today))).Granted();
        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(
            "backoffice.policy.date_past",
            (await Approvals(a => a.DecideAsync(asked.Id, true, null, checker))).Refused().Code
        );
        Assert.Equal(2_000_000, (await ViewAsync()).Value);
    }

    [Fact]
    public async Task The_pins_tries_follow_the_policy_from_its_midnight_and_a_lock_outlives_a_looser_one()
    {
        var member = await house.JoinAsync();
        var strict = await house.JoinAsync();
        foreach (var one in new[] { member, strict })
            (await house.PinsAsync(p => p.SetAsync(one.Id, "258039", null))).Granted();
        var tomorrow = Today.AddDays(1);
        await AgreeAsync(new("pin.tries", 3, tomorrow));
        await AgreeAsync(new("pin.tries", 5, tomorrow.AddDays(1)));
        Assert.Equal("backoffice.policy.out_of_range", (await AskAsync(new("pin.tries", 6, Today))).Refused().Code);

        Assert.Equal(4L, (await MissAsync(member.Id)).Args[0]);
        house.Clock.SetUtcNow(SeoulTime.StartOf(tomorrow).AddSeconds(-1));
        Assert.Equal(3L, (await MissAsync(member.Id)).Args[0]);
        house.Clock.Advance(TimeSpan.FromSeconds(1)); // two misses of five are two of three now
        Assert.Equal("membership.pin.locked", (await MissAsync(member.Id)).Code);
        Assert.Equal(PinState.Locked, await house.PinsAsync(p => p.StateAsync(member.Id)));
        Assert.Equal(2L, (await MissAsync(strict.Id)).Args[0]);

        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(PinState.Locked, await house.PinsAsync(p => p.StateAsync(member.Id)));
        Assert.Equal(
            "membership.pin.locked",
            (await house.PinsAsync(p => p.VerifyAsync(member.Id, "258039"))).Refused().Code
        );
        Assert.Equal(3L, (await MissAsync(strict.Id)).Args[0]);
        var signedIn = await house.SignedInAsync(member.SignInId);
        await house.ProveTwiceAsync(member, signedIn, pigeon);
        (await house.PinsAsync(p => p.SetAsync(member.Id, "258039", signedIn))).Granted();
        Assert.Equal(PinState.Set, await house.PinsAsync(p => p.StateAsync(member.Id)));
    }

    [Fact]
    public void Every_policy_that_a_module_declares_can_be_changed_at_the_desk()
    {
        Type[] books =
        [
            typeof(MoneyPolicies),
            typeof(MembershipPolicies),
            typeof(RemittancePolicies),
            typeof(PaymentPolicies),
        ];
        var declared = books
            .Select(type => type.Assembly)
            .Concat([
                typeof(IPolicyDesk).Assembly,
                typeof(ISettlements).Assembly,
                typeof(IFranchises).Assembly,
                typeof(IFirmBank).Assembly,
            ])
            .SelectMany(module => module.GetTypes())
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(Policy))
            .Select(field => ((Policy)field.GetValue(null)!).Name)
            .ToList();

        Assert.True(declared.Count > 5);
        Assert.Equal(
            declared.Order(StringComparer.Ordinal),
            PolicyDesk.Known.Select(policy => policy.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal(declared.Count, declared.Distinct(StringComparer.Ordinal).Count());
    }

    private async Task<Refusal> MissAsync(MemberId member) =>
        (await house.PinsAsync(p => p.VerifyAsync(member, "000000"))).Refused();

    private async Task AgreeAsync(PolicyChange change)
    {
        var asked = (await AskAsync(change)).Granted();
        (await Approvals(a => a.DecideAsync(asked.Id, true, null, checker))).Granted();
    }

    private Task<Result<ApprovalView>> AskAsync(PolicyChange change) =>
        Approvals(a => a.AskAsync(change.Ask("한도를 낮춰요"), maker));

    private async Task<PolicyView> ViewAsync() =>
        (await house.AskAsync((IPolicyDesk desk) => desk.ListAsync())).Single(view =>
            view.Policy == MoneyPolicies.PerTransfer
        );

    private Task<T> Approvals<T>(Func<IApprovals, Task<T>> question) => house.AskAsync(question);

    private async Task<Actor> StaffAsync(string email, params string[] roles) =>
        new((await house.AskAsync((ISignIns s) => s.CreateAsync(email, "MyPay!2026", "담당", roles))).Granted(), email);
}
