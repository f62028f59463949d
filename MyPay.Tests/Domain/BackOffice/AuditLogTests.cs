using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.BackOffice;

[Trait("Lane", "Fast")]
public sealed class AuditLogTests
{
    private static readonly Actor Kim = new("kim", "kim@mypay.test");

    [Fact]
    public async Task Every_entry_is_sealed_over_the_one_before_and_an_altered_one_is_named()
    {
        await using var store = await AStore.OpenAsync();
        await NoteAsync(store, 5);
        var whole = await CheckAsync(store);
        Assert.Equal((5L, null), (whole.Entries, whole.FirstBad));
        Assert.True((await ProveAsync(store)).Ok);

        store.Tamper("DROP TRIGGER audit_entry_no_update; UPDATE audit_entry SET Reason = 'because' WHERE Seq = 3;");

        Assert.Equal(3, (await CheckAsync(store)).FirstBad);
        var proof = await ProveAsync(store);
        Assert.Equal((false, 1L), (proof.Ok, proof.Wrong));
        Assert.Contains("3", Assert.Single(proof.Findings).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DROP TRIGGER audit_entry_no_delete; DELETE FROM audit_entry WHERE Seq = 2;", 3)]
    [InlineData("DROP TRIGGER audit_entry_no_update; UPDATE audit_entry SET At = 'yesterday' WHERE Seq = 4;", 4)]
    [InlineData(
        "INSERT INTO audit_entry SELECT 9, At, ActorId, ActorName, Action, Subject, Reason, Before, After, "
            + "Hash FROM audit_entry WHERE Seq = 5;",
        9
    )]
    public async Task What_is_taken_out_damaged_or_put_in_is_named(string sql, long bad)
    {
        await using var store = await AStore.OpenAsync(on: Database.Sqlite); // only there can a time be a word
        await NoteAsync(store, 5);
        store.Tamper(sql);

        Assert.Equal(bad, (await CheckAsync(store)).FirstBad);
        Assert.False((await ProveAsync(store)).Ok);
    }

    [Fact]
    public async Task It_is_read_by_actor_subject_action_and_day_page_by_page()
    {
        await using var house = new AMembership(services => services.AddBackOfficeAlone());
        Task<IReadOnlyList<AuditEntry>> List(AuditFilter filter, long? before = null, int limit = 10) =>
            house.AskAsync((IAuditLog l) => l.ListAsync(filter, before, limit));
        (
            await house.Journal.WriteAsync<Done>(write =>
            {
                write.Note(Kim, "franchise.review.asked", "franchise:1", "서류가 없어요");
                write.Note(new Actor("lee", "100%lee@mypay.test"), "ledger.adjusted", "slip:7", after: new { won = 5 });
                return default(Done);
            })
        ).Granted();
        house.Clock.Advance(TimeSpan.FromDays(1));
        (
            await house.Journal.WriteAsync<Done>(write =>
            {
                write.Note(Kim, "franchise.review.approved", "franchise:1");
                return default(Done);
            })
        ).Granted();

        Assert.Equal([3L, 2, 1], (await List(new())).Select(e => e.Seq));
        Assert.Equal([3L, 1], (await List(new(Actor: "KIM"))).Select(e => e.Seq));
        Assert.Equal([2L], (await List(new(Actor: "100%l"))).Select(e => e.Seq));
        Assert.Equal([2L], (await List(new(Subject: "slip:"))).Select(e => e.Seq));
        Assert.Equal([3L, 1], (await List(new(Action: "franchise.review"))).Select(e => e.Seq));
        Assert.Equal([3L], (await List(new(From: new(2026, 11, 23)))).Select(e => e.Seq));
        Assert.Equal([2L, 1], (await List(new(To: new(2026, 11, 22)))).Select(e => e.Seq));
        Assert.Equal([2L], (await List(new(), before: 3, limit: 1)).Select(e => e.Seq));
    }

    private static async Task NoteAsync(AStore store, int entries)
    {
        for (var n = 1; n <= entries; n++)
        {
            var nth = n;
            (
                await store.Journal.WriteAsync<Done>(write =>
                {
                    write.Note(Kim, "test.noted", $"test:{nth}", "왜냐하면", new { n = nth - 1 }, new { n = nth });
                    return default(Done);
                })
            ).Granted();
        }
    }

    private static async Task<AuditCheck> CheckAsync(AStore store)
    {
        await using var db = store.NewDb();
        return await new MyPay.Domain.BackOffice.Audits.AuditLog(db, store.Options).VerifyAsync(CancellationToken.None);
    }

    private static async Task<ProofCheck> ProveAsync(AStore store) =>
        (await store.ProveAsync([.. BackOfficeModule.Proofs()])).Checks.Single(check =>
            check.Name == "audit log chain"
        );
}
