using System.Net;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Membership.SecondFactor;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Web.Identity;

/// <summary>People of the back office: how they join, how they are let in, what is kept of it, how they leave.</summary>
public sealed class StaffDoorTests : IAsyncLifetime
{
    private const string Password = "MyPay!2026";
    private readonly List<string> said = [];
    private AProduct product = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartOnAsync(
            MyPay.Tests.Given.Database.Sqlite,
            demo: true,
            settings: ["--MyPay:Staff:SecondStep=false"]
        );
        address = await product.ListenAsync();
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task Beside_a_running_app_somebody_is_added_by_a_link_of_24_hours_and_shut_out_again()
    {
        Assert.Equal(
            0,
            await RunAsync("staff", "add", "--email=kim@office.example", "--name=김운영", "--role=Operator")
        );
        var link = said.Single(line => line.Contains("/login/reset?t=", StringComparison.Ordinal)).Trim();
        var token = link[(link.IndexOf("?t=", StringComparison.Ordinal) + 3)..];

        var at = product.Clock.GetUtcNow();
        product.Clock.StandAt(at + TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1));
        Assert.Equal(
            "membership.recovery.link_void",
            (await product.AskAsync((IAccountRecovery r) => r.LookAsync(token))).Refused().Code
        );
        product.Clock.StandAt(at + TimeSpan.FromHours(23) + TimeSpan.FromMinutes(59));
        (await product.AskAsync((IAccountRecovery r) => r.ResetAsync(token, "Strong-2026!"))).Granted();
        Assert.Equal(
            "membership.recovery.link_void",
            (await product.AskAsync((IAccountRecovery r) => r.LookAsync(token))).Refused().Code
        );

        using var kim = new APlainBrowser(address);
        await SignInAsync(kim, "kim@office.example", "Strong-2026!");
        Assert.Equal("/admin", kim.Path);

        Assert.Equal(0, await RunAsync("staff", "list"));
        Assert.Contains(
            said,
            line =>
                line.Contains("kim@office.example", StringComparison.Ordinal)
                && line.Contains("active", StringComparison.Ordinal)
        );

        Assert.Equal(0, await RunAsync("staff", "disable", "--email=kim@office.example"));
        await kim.OpenAsync("/admin");
        Assert.StartsWith("/login", kim.Path, StringComparison.Ordinal);
        await SignInAsync(kim, "kim@office.example", "Strong-2026!");
        Assert.NotNull(kim.Error);

        var acts = await ActsAsync();
        Assert.Equal(
            ["staff.added", "staff.signed_in", "staff.disabled"],
            acts.OrderBy(act => act.Seq)
                .Select(act => act.Action)
                .Where(act => act.StartsWith("staff.", StringComparison.Ordinal))
        );
        Assert.DoesNotContain(acts, act => $"{act.After}{act.Before}".Contains(token, StringComparison.Ordinal));
        await product.VerifyAsync();
    }

    [Theory]
    [InlineData("membership.staff.role_unknown", "--email=a@office.example", "--name=김운영", "--role=Owner")]
    [InlineData("membership.sign_up.email_taken", "--email=admin@mypay.test", "--name=김운영", "--role=Operator")]
    [InlineData("membership.sign_up.email_invalid", "--email=nobody", "--name=김운영", "--role=Operator")]
    public async Task Who_cannot_be_added_is_not_and_it_says_why(string code, params string[] options)
    {
        var refused = await Assert.ThrowsAsync<StartupRefusedException>(() => RunAsync(["staff", "add", .. options]));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(
            MyPay.Web.Localization.RefusalText.Say(
                new(RefusalKind.Invalid, code, string.Join(", ", IStaffSignIns.Roles)),
                "en"
            ),
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(await ActsAsync(), act => act.Action == "staff.added");
    }

    /// <summary>What a start would not open, no command writes to: its write would seal the edit.</summary>
    [Fact]
    public async Task A_stopped_store_that_was_edited_is_not_written_to()
    {
        var folder = Directory.CreateTempSubdirectory("mypay-staff-").FullName;
        Assert.Equal(0, await RunOnAsync(folder, "staff", "list")); // makes the store
        Assert.Equal(0, await AddAsync("kim"));
        Assert.Equal(0, await AddAsync("lee"));
        var store = new MyPay.Domain.Ledger.StorageOptions(folder);
        store.Tamper("DROP TRIGGER audit_entry_no_delete; DELETE FROM audit_entry WHERE Seq = 2");

        var refused = await Assert.ThrowsAsync<StartupRefusedException>(() => AddAsync("park"));

        Assert.Contains("ledger_seal", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await store.NumberAsync("SELECT count(*) FROM audit_entry"));
        Directory.Delete(folder, recursive: true);

        Task<int> AddAsync(string name) =>
            RunOnAsync(folder, "staff", "add", $"--email={name}@office.example", $"--name={name}", "--role=Operator");
    }

    [Fact]
    public async Task At_the_desk_one_asks_another_agrees_and_the_link_goes_by_letter()
    {
        var (asks, agrees) = (await StaffAsync("admin@mypay.test"), await StaffAsync("approver@mypay.test"));
        var person = new NewStaff("lee@office.example", "이감사", SignInRoles.Auditor);
        Assert.Equal(
            "backoffice.role.missing",
            (await product.AskAsync((IStaffDesk d) => d.AskToAddAsync(person, "새 감사", agrees))).Refused().Code
        );
        var asked = (await product.AskAsync((IStaffDesk d) => d.AskToAddAsync(person, "새 감사", asks))).Granted();
        Assert.DoesNotContain(await ListAsync(), one => one.Email == person.Email);

        (await product.Approvals(a => a.DecideAsync(asked.Id, true, null, agrees))).Granted();

        var joined = Assert.Single(await ListAsync(), one => one.Email == person.Email);
        Assert.Equal((StaffState.Invited, SignInRoles.Auditor), (joined.State, joined.Role));
        Assert.Contains(await ActsAsync(), act => act.Action == "staff.added" && act.ActorId == agrees.Id);
    }

    [Fact]
    public async Task An_operator_with_a_fresh_proof_shuts_out_another_and_never_themselves()
    {
        var me = await StaffAsync("admin@mypay.test");
        Assert.Equal("backoffice.staff.yourself", (await DisableAsync("admin@mypay.test", me)).Refused().Code);
        Assert.Equal("backoffice.staff.not_found", (await DisableAsync("james@mypay.test", me)).Refused().Code);
        Assert.Equal(
            "backoffice.role.missing",
            (await DisableAsync("auditor@mypay.test", await StaffAsync("approver@mypay.test"))).Refused().Code
        );
        var late = me with { Session = null };
        Assert.Equal("membership.step_up.required", (await DisableAsync("auditor@mypay.test", late)).Refused().Code);

        (await DisableAsync("auditor@mypay.test", me)).Granted();

        Assert.Equal(StaffState.Disabled, (await ListAsync()).Single(one => one.Email == "auditor@mypay.test").State);
    }

    [Fact]
    public async Task Sessions_of_the_back_office_end_after_30_idle_minutes_and_12_hours_those_of_members_do_not()
    {
        var start = product.Clock.GetUtcNow();
        product.Clock.StandAt(start);
        using var admin = new APlainBrowser(address);
        using var james = new APlainBrowser(address);
        await SignInAsync(admin, "admin@mypay.test");
        await SignInAsync(james, "james@mypay.test");

        product.Clock.StandAt(start + TimeSpan.FromMinutes(30));
        await admin.OpenAsync("/admin");
        Assert.Equal("/admin", admin.Path);
        product.Clock.StandAt(start + TimeSpan.FromMinutes(60) + TimeSpan.FromSeconds(1));
        await admin.OpenAsync("/admin");
        Assert.StartsWith("/login", admin.Path, StringComparison.Ordinal);
        await james.OpenAsync("/wallet");
        Assert.Equal("/wallet", james.Path);

        await SignInAsync(admin, "admin@mypay.test");
        var again = product.Clock.GetUtcNow();
        for (var minutes = 30; minutes <= 12 * 60; minutes += 30)
        {
            product.Clock.StandAt(again + TimeSpan.FromMinutes(minutes));
            await admin.OpenAsync("/admin");
            Assert.Equal("/admin", admin.Path);
        }

        product.Clock.StandAt(again + TimeSpan.FromHours(12) + TimeSpan.FromSeconds(1));
        await admin.OpenAsync("/admin");
        Assert.StartsWith("/login", admin.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_second_step_is_demanded_the_password_alone_opens_no_page_of_the_back_office()
    {
        await using var strict = await AProduct.StartAsync(demo: true, settings: ["--MyPay:Staff:SecondStep=true"]);
        var at = await strict.ListenAsync();
        using var admin = new APlainBrowser(at);
        await SignInAsync(admin, "admin@mypay.test");
        Assert.Equal("/wallet/settings/security?needs=second-step", admin.Path);
        Assert.Contains("staff.second_step", admin.Page, StringComparison.Ordinal);
        foreach (var path in new[] { "/admin", "/admin/audit", "/admin/audit.csv", "/admin/staff" })
        {
            await admin.OpenAsync(path);
            Assert.Equal("/wallet/settings/security?needs=second-step", admin.Path);
        }

        var id = (await strict.AskAsync((ISignIns s) => s.FindIdAsync("admin@mypay.test")))!;
        var me = await strict.SignedInAsync(id);
        var secret = (await strict.AskAsync((ISecondFactors f) => f.BeginAsync(me))).Granted();
        (await strict.AskAsync((ISecondFactors f) => f.TurnOnAsync(id, CodeNow()))).Granted();
        await admin.OpenAsync("/admin"); // set up is not signed in with
        Assert.Equal("/wallet/settings/security?needs=second-step", admin.Path);

        strict.Clock.Advance(TimeSpan.FromSeconds(31));
        using var again = new APlainBrowser(at);
        await SignInAsync(again, "admin@mypay.test");
        await again.SendAsync(("Input.Code", CodeNow()));
        Assert.Equal("/admin", again.Path);

        string CodeNow() => Totp.CodeOf(AnAuthenticator.Secret(secret), Totp.StepOf(strict.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Sign_ins_failures_locks_refused_pages_and_files_of_the_back_office_are_in_the_audit_log()
    {
        using var admin = new APlainBrowser(address);
        for (var tries = 0; tries < 5; tries++)
            await SignInAsync(admin, "approver@mypay.test", "wrong");
        for (var tries = 0; tries < 3; tries++)
            await SignInAsync(admin, "approver@mypay.test");
        await SignInAsync(admin, "james@mypay.test", "wrong"); // a member's own affair
        await SignInAsync(admin, "admin@mypay.test");
        await admin.OpenAsync("/admin/audit.csv");

        using var james = new APlainBrowser(address);
        await SignInAsync(james, "james@mypay.test");
        for (var tries = 0; tries < 3; tries++)
        {
            await james.OpenAsync("/admin/members");
            Assert.Equal(HttpStatusCode.Forbidden, james.Status);
        }

        var acts = await ActsAsync();
        Assert.Equal(5, acts.Count(act => act.Action == "staff.not_let_in"));
        Assert.Single(acts, act => act.Action == "staff.locked");
        Assert.Single(acts, act => act.Action == "staff.signed_in" && act.ActorName == "admin@mypay.test");
        Assert.Single(acts, act => act is { Action: "access.exported", Subject: "address:/admin/audit.csv" });
        Assert.Single(acts, act => act is { Action: "access.refused", Subject: "address:/admin/members" });
    }

    private Task<int> RunAsync(params string[] words) => RunOnAsync(product.DataDirectory, words);

    private Task<int> RunOnAsync(string directory, params string[] words)
    {
        said.Clear();
        return StaffVerb.RunAsync(
            CommandLine.Parse([
                .. words,
                "--environment=Development",
                $"--MyPay:DataDirectory={directory}",
                "--MyPay:Demo=false",
                "--MyPay:Bank:Simulator:Enabled=false",
            ]),
            said.Add,
            product.Clock
        );
    }

    private async Task<Actor> StaffAsync(string email) =>
        await product.SignedInAsync((await product.AskAsync((ISignIns s) => s.FindIdAsync(email)))!);

    private Task<IReadOnlyList<StaffMember>> ListAsync() => product.AskAsync((IStaffDesk d) => d.ListAsync());

    private Task<Result<StaffMember>> DisableAsync(string email, Actor by) =>
        product.AskAsync((IStaffDesk d) => d.DisableAsync(email, "떠났어요", by));

    private Task<IReadOnlyList<AuditEntry>> ActsAsync() =>
        product.AskAsync((IAuditLog l) => l.ListAsync(new(), null, 200));

    private static async Task SignInAsync(APlainBrowser browser, string email, string password = Password)
    {
        await browser.OpenAsync("/login");
        await browser.SendAsync(("Input.Email", email), ("Input.Password", password));
    }
}
