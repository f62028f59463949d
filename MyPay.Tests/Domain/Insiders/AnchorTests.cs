using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Anchors;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Domain.Insiders;

/// <summary>Both chains' ends, kept outside the database.</summary>
public sealed class AnchorTests : IAsyncLifetime
{
    private AProduct product = null!;

    private string File => AnchorFile.In(product.Store.Directory);

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        await product.MemberWithAsync(50_000);
        (
            await product
                .Host.App.Services.GetRequiredService<Journal>()
                .WriteAsync<Done>(write =>
                {
                    write.Note(Actor.System, "test.act", "thing:1");
                    return default(Done);
                })
        ).Granted();
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_night_adds_a_line_that_says_where_both_chains_end()
    {
        Assert.Contains("no anchors in", ProofText.ToText(await ProveAsync()), StringComparison.Ordinal);
        var first = await AnchorAsync();
        product.Clock.Advance(TimeSpan.FromDays(1));
        await product.MemberWithAsync(20_000, "박나중");
        var second = await AnchorAsync();

        var report = await ProveAsync();
        Assert.True(report.Ok, ProofText.ToText(report));
        Assert.Equal([$"{first}", $"{second}"], await System.IO.File.ReadAllLinesAsync(File));
        Assert.Equal($"2026-11-24T03:00", $"{second}"[..16]);
        Assert.Equal((report.Slips, report.RootHash), (second.Slip.Seq, second.Slip.Seal));
        Assert.Equal(await product.Store.NumberAsync("SELECT max(Seq) FROM audit_entry"), second.Audit.Seq);
        Assert.Equal(2, AnchorCheck(report).Checked - 1); // and what is sealed of the file
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public async Task Auditors_get_it_by_mail_and_nobody_else_does()
    {
        (
            await product.AskAsync(
                (ISignIns s) => s.CreateAsync("auditor@mypay.test", "MyPay!2026", "감사 담당", [SignInRoles.Auditor])
            )
        ).Granted();
        var anchor = await AnchorAsync();
        Assert.Equal(
            [$"auditor@mypay.test | {anchor}"],
            await product.Store.RowsAsync("SELECT Address, Detail FROM membership_mail WHERE Event = 'BooksAnchored'")
        );
    }

    [Fact]
    public async Task An_anchor_names_the_slip_and_the_audit_entry_that_it_saw_and_that_are_gone()
    {
        var seen = await AnchorAsync();
        product.Store.Tamper(
            "DROP TRIGGER ledger_slip_no_delete; DROP TRIGGER audit_entry_no_delete; "
                + $"DELETE FROM ledger_slip WHERE seq >= {seen.Slip.Seq}; "
                + $"DELETE FROM audit_entry WHERE Seq >= {seen.Audit.Seq}"
        );
        var findings = AnchorCheck(await ProveAsync()).Findings;
        Assert.Contains(findings, f => (f.Table, f.Row) == ("ledger_slip", $"{seen.Slip.Seq}"));
        Assert.Contains(findings, f => (f.Table, f.Row) == ("audit_entry", $"{seen.Audit.Seq}"));
        Assert.All(findings, f => Assert.StartsWith("cut off", f.What, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("forged", "ledger_slip")]
    [InlineData("missing", "anchors")]
    [InlineData("last line missing", "anchors")]
    [InlineData("unreadable", "anchors")]
    [InlineData("out of order", "anchors")]
    public async Task An_anchors_file_that_somebody_edited_is_named(string how, string table)
    {
        await AnchorAsync();
        product.Clock.Advance(TimeSpan.FromDays(1));
        await product.MemberWithAsync(20_000, "박나중");
        var last = await AnchorAsync();
        var lines = await System.IO.File.ReadAllLinesAsync(File);
        await System.IO.File.WriteAllLinesAsync(
            File,
            how switch
            {
                "forged" => [lines[0], $"{last with { Slip = last.Slip with { Seal = new string('a', 64) } }}"],
                "missing" => [],
                "last line missing" => [lines[0]],
                "unreadable" => ["2026-11-24 yes", lines[1]],
                _ => [lines[1], lines[0]],
            }
        );
        var check = AnchorCheck(await ProveAsync());
        Assert.False(check.Ok);
        Assert.Contains(check.Findings, f => f.Table == table);
    }

    [Fact]
    public async Task Anchors_kept_elsewhere_are_compared_as_a_file_and_as_a_slip_with_its_hash()
    {
        var kept = await AnchorAsync();
        var elsewhere = Path.Combine(product.Store.Directory, "kept.txt");
        System.IO.File.Copy(File, elsewhere);
        System.IO.File.Delete(File);
        var good = await VerifyVerb.ProveAsync(product.Store, product.Clock, [elsewhere, $"{kept.Slip}"]);
        Assert.All(AnchorCheck(good).Findings, f => Assert.Equal("anchors", f.Table)); // only that the file is gone

        await System.IO.File.WriteAllTextAsync(File, $"{kept}\n");
        var wrong = $"{kept.Slip.Seq}:{new string('b', 64)}";
        var bad = AnchorCheck(await VerifyVerb.ProveAsync(product.Store, product.Clock, [wrong]));
        Assert.Equal(("ledger_slip", $"{kept.Slip.Seq}"), (bad.Findings[0].Table, bad.Findings[0].Row));
        var beyond = AnchorCheck(
            await VerifyVerb.ProveAsync(product.Store, product.Clock, [$"999999:{new string('b', 64)}"])
        );
        Assert.StartsWith("cut off", beyond.Findings[0].What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify", "--anchor", "no-such-file")]
    [InlineData("verify", "--anchor", "12:abc")]
    public async Task What_is_no_anchor_is_refused_in_words(params string[] typed)
    {
        var refused = await Assert.ThrowsAsync<StartupRefusedException>(() =>
            VerifyVerb.RunAsync(CommandLine.Parse(typed))
        );
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--anchor", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Anchors_may_be_given_several_times() =>
        Assert.Equal(["a", "b"], CommandLine.Parse(["verify", "--anchor", "a", "--json", "--anchor=b"]).All("anchor"));

    private async Task<Anchor> AnchorAsync() =>
        (await product.AskAsync((IAnchoring a) => a.AnchorAsync())) ?? throw new InvalidOperationException("no slip");

    private Task<ProofReport> ProveAsync() => product.AskAsync((LedgerProof p) => p.RunAsync(CancellationToken.None));

    private static ProofCheck AnchorCheck(ProofReport report) => report.Checks.Single(c => c.Name == "anchors");
}
