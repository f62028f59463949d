using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.BackOffice;

public sealed class CertificateTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 11, 23);
    private AProduct product = null!;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        await product.MemberWithAsync(50_000);
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_day_gets_one_certificate_and_missed_days_theirs_each_over_the_one_before()
    {
        Assert.Equal("backoffice.certificate.day_not_over", (await IssueAsync(Day)).Refused().Code);
        product.Clock.Advance(TimeSpan.FromDays(1));
        var first = (await IssueAsync(Day)).Granted();
        Assert.Equal((1L, 50_000L, 50_000L), (first.Number, first.Wallets, first.Owed));
        Assert.True(first.BankAssets > 50_000);
        Assert.False(first.IsShort || first.IsUnbalanced);
        Assert.Equal(10_000, first.BasisPoints); // our own ten million lie there too and count for nothing
        await product.MemberWithAsync(20_000, "박나중");
        product.Clock.Advance(TimeSpan.FromDays(3));

        var issued = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => IssueAsync(Day.AddDays(3)))); // as if two nights ran at once
        Assert.Single(issued.Select(i => i.Granted().Seal).Distinct());
        var all = await product.AskAsync((ICertificates c) => c.ListAsync(Day, Day.AddDays(9)));
        Assert.Equal([4, 3, 2, 1], all.Select(c => c.Number));
        Assert.Equal(all.Skip(1).Select(c => c.Seal), all.SkipLast(1).Select(c => c.Before));
        Assert.Equal([70_000, 70_000, 70_000, 50_000], all.Select(c => c.Wallets));
        Assert.Equal(first.Seal, (await IssueAsync(Day)).Granted().Seal); // the first one is as it was
        Assert.Equal("backoffice.certificate.day_passed", (await IssueAsync(Day.AddDays(-1))).Refused().Code);
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Whoever_has_the_file_can_compute_its_seal()
    {
        product.Clock.Advance(TimeSpan.FromDays(1));
        var certificate = (await IssueAsync(Day)).Granted();
        using var bytes = new MemoryStream();
        foreach (var field in certificate.Sealed)
        {
            var text = System.Text.Encoding.UTF8.GetBytes(field ?? "");
            bytes.Write(BitConverter.GetBytes(field is null ? -1 : text.Length));
            bytes.Write(text);
        }

        Assert.Equal(
            certificate.Seal,
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.ToArray()))
        );
        Assert.Equal([certificate.Before, "1", "2026-11-23"], certificate.Sealed.Take(3));
        Assert.Contains($"{certificate.BankAssets}", certificate.Sealed);
    }

    [Fact]
    public async Task A_ratio_below_one_hundred_percent_is_an_alarm()
    {
        await PostAsync(
            Slip.Of("test", "test:gone")
                .Debit(LedgerAccount.Capital, Won.Of(10_000_000))
                .Credit(LedgerAccount.Bank("main"), Won.Of(10_000_000))
        );
        product.Clock.Advance(TimeSpan.FromDays(1));
        await PostAsync(
            Slip.Of("test", "test:more")
                .Debit(LedgerAccount.Capital, Won.Of(1_000))
                .Credit(LedgerAccount.Bank("main"), Won.Of(1_000))
        );
        var certificate = (await IssueAsync(Day)).Granted();
        Assert.Equal((49_999L, 50_000L), (certificate.BankAssets, certificate.Owed)); // one won went with the account check
        Assert.True(certificate.IsShort);
        Assert.Equal(9_999, certificate.BasisPoints);
        var noted = await product.AskAsync(
            (MyPayDb db) => Task.FromResult(db.Set<AuditEntry>().Any(e => e.Action == "certificate.alarm"))
        );
        Assert.True(noted);
    }

    [Theory]
    [InlineData(10_000, 8_000)]
    [InlineData(1, 9_999)]
    public async Task What_is_lost_at_a_bank_is_missing_although_our_own_money_would_cover_it(long lost, long ratio)
    {
        await PostAsync(
            Slip.Of("write-off", "test:lost")
                .Debit(LedgerAccount.WriteOff, Won.Of(lost))
                .Credit(LedgerAccount.Bank("main"), Won.Of(lost))
        );
        await PostAsync(
            Slip.Of("write-off", "test:goodwill") // ours to give: nobody else's money is missing
                .Debit(LedgerAccount.WriteOff, Won.Of(3_000))
                .Credit(LedgerAccount.FeeIncome, Won.Of(3_000))
        );
        product.Clock.Advance(TimeSpan.FromDays(1));

        var certificate = (await IssueAsync(Day)).Granted();
        var report = await product.AskAsync((LedgerProof p) => p.RunAsync(CancellationToken.None));

        Assert.True(certificate.BankAssets > certificate.Owed);
        Assert.Equal((ratio, true), (certificate.BasisPoints, certificate.IsShort));
        Assert.Equal(ratio, report.Coverage.BasisPoints);
        await PostAsync(
            Slip.Of("test", "test:made-up") // until our capital makes up for it
                .Debit(LedgerAccount.Capital, Won.Of(lost))
                .Credit(LedgerAccount.WriteOff, Won.Of(lost))
        );
        report = await product.AskAsync((LedgerProof p) => p.RunAsync(CancellationToken.None));
        Assert.Equal(10_000, report.Coverage.BasisPoints);
    }

    [Theory]
    [InlineData("UPDATE backoffice_certificate SET \"Wallets\" = 1", "wallets")]
    [InlineData("UPDATE backoffice_certificate SET \"OpenCases\" = 9", "seal")]
    [InlineData("UPDATE backoffice_certificate SET \"RootHash\" = 'ab'", "root hash")]
    [InlineData("DELETE FROM backoffice_certificate WHERE \"Number\" = 1", "number")]
    public async Task Verify_names_a_certificate_that_somebody_altered(string sql, string what)
    {
        product.Clock.Advance(TimeSpan.FromDays(2));
        (await IssueAsync(Day)).Granted();
        (await IssueAsync(Day.AddDays(1))).Granted();
        await product.VerifyAsync();
        product.Store.Tamper(
            "DROP TRIGGER IF EXISTS backoffice_certificate_no_update; DROP TRIGGER IF EXISTS "
                + "backoffice_certificate_no_delete; "
                + sql
        );

        var report = await product.AskAsync((LedgerProof p) => p.RunAsync(CancellationToken.None));
        var check = Assert.Single(report.Checks, c => c.Name == "certificates");
        Assert.Contains(
            check.Findings,
            f =>
                f.What.StartsWith("certificate", StringComparison.Ordinal)
                && f.What.EndsWith(what, StringComparison.Ordinal)
        );
    }

    private Task<Result<Certificate>> IssueAsync(DateOnly date) =>
        product.AskAsync((ICertificates c) => c.IssueAsync(date, Actor.System));

    private async Task PostAsync(Slip slip) =>
        (await product.Host.App.Services.GetRequiredService<Journal>().WriteAsync(write => write.Post(slip))).Granted();
}
