using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Edges;

/// <summary>
/// Seals, computed a second time from what their definition says, and recomputed over an edited row as somebody with
/// the database would.
/// </summary>
[Trait("Lane", "Fast")]
public sealed class SealTests
{
    [Fact]
    public async Task Each_slip_is_sealed_over_the_seal_before_and_every_field()
    {
        await using var store = await LedgerAsync();
        var before = SHA256.HashData("MyPay ledger"u8);
        var rows = await store.RowsAsync(
            "SELECT seq || '~' || kind || '~' || source || '~' || business_date || '~' || posted_at || '~' || "
                + "coalesce(memo, '') || '~' || lines || '~' || lower(hex(hash)) FROM ledger_slip ORDER BY "
                + "seq"
        );
        Assert.Equal(5, rows.Count);
        foreach (var row in rows)
        {
            var f = row.Split('~');
            before = SealOf(
                before,
                long.Parse(f[0], CultureInfo.InvariantCulture),
                f[1],
                f[2],
                f[3],
                long.Parse(f[4], CultureInfo.InvariantCulture),
                f[5].Length == 0 ? null : f[5],
                f[6]
            );
            Assert.Equal(Convert.ToHexStringLower(before), f[7]);
        }
    }

    [Fact]
    public async Task A_slip_that_was_edited_and_sealed_again_breaks_the_next_ones_seal()
    {
        await using var store = await LedgerAsync();
        var f = (
            await store.RowsAsync(
                "SELECT kind || '~' || source || '~' || business_date || '~' || posted_at || '~' || lines || "
                    + "'~' || (SELECT lower(hex(hash)) FROM ledger_slip WHERE seq = 2) FROM ledger_slip "
                    + "WHERE seq = 3"
            )
        )[0]
            .Split('~');
        var seal = SealOf(
            Convert.FromHexString(f[5]),
            3,
            f[0],
            f[1],
            f[2],
            long.Parse(f[3], CultureInfo.InvariantCulture),
            "edited",
            f[4]
        );

        store.Tamper(
            "DROP TRIGGER ledger_slip_no_update; UPDATE ledger_slip SET memo = 'edited', hash = "
                + $"x'{Convert.ToHexString(seal)}' WHERE seq = 3;"
        );

        var chain = (await store.ProveAsync()).Checks.Single(check => check.Name == "hash chain");
        Assert.Equal(4, Assert.Single(chain.Findings).Slip);
    }

    [Fact]
    public async Task An_audit_entry_that_was_edited_and_sealed_again_breaks_the_next_ones_seal()
    {
        await using var store = await AStore.OpenAsync();
        for (var i = 1; i <= 4; i++)
            (
                await store.Journal.WriteAsync<Done>(write =>
                {
                    write.Note(new Actor("kim", "kim@mypay.test"), "test.act", $"thing:{i}", "because");
                    return default(Done);
                })
            ).Granted();
        var audited = await EntriesAsync(store);
        var before = new byte[32];
        foreach (var entry in audited)
        {
            before = AuditSealOf(entry, before, entry.Reason);
            Assert.Equal(before, entry.Hash);
        }

        var edited = AuditSealOf(audited[1], audited[0].Hash, "otherwise");
        store.Tamper(
            "DROP TRIGGER audit_entry_no_update; UPDATE audit_entry SET Reason = 'otherwise', Hash = "
                + $"x'{Convert.ToHexString(edited)}' WHERE Seq = 2;"
        );

        audited = await EntriesAsync(store);
        Assert.Equal(AuditTrail.SealOf(audited[1], audited[0].Hash), audited[1].Hash); // the edited one looks well
        Assert.NotEqual(AuditTrail.SealOf(audited[2], audited[1].Hash), audited[2].Hash); // the one after it does not
    }

    /// <summary>The seal before, number and instant, then each text behind its length in bytes.</summary>
    private static byte[] SealOf(
        byte[] before,
        long seq,
        string kind,
        string source,
        string date,
        long postedAt,
        string? memo,
        string lines
    )
    {
        using var bytes = new MemoryStream();
        bytes.Write(before);
        bytes.Write(Long(seq));
        bytes.Write(Long(postedAt));
        foreach (var text in new[] { kind, source, date, memo, lines })
            Put(bytes, text);
        return SHA256.HashData(bytes.ToArray());
    }

    private static byte[] AuditSealOf(AuditEntry entry, byte[] before, string? reason)
    {
        using var bytes = new MemoryStream();
        bytes.Write(before);
        string?[] fields =
        [
            entry.Seq.ToString(CultureInfo.InvariantCulture),
            entry.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            entry.ActorId,
            entry.ActorName,
            entry.Action,
            entry.Subject,
            reason,
            entry.Before,
            entry.After,
        ];
        foreach (var field in fields)
            Put(bytes, field);
        return SHA256.HashData(bytes.ToArray());
    }

    private static void Put(MemoryStream into, string? text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text ?? "");
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text is null ? -1 : utf8.Length);
        into.Write(length);
        into.Write(utf8);
    }

    private static byte[] Long(long number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return bytes;
    }

    private static async Task<List<AuditEntry>> EntriesAsync(AStore store)
    {
        await using var db = store.NewDb();
        return [.. db.Set<AuditEntry>().OrderBy(entry => entry.Seq)];
    }

    private static async Task<AStore> LedgerAsync()
    {
        var store = await AStore.OpenAsync(on: Database.Sqlite);
        await store.FundAsync(Transfers.Member(1), 10_000);
        for (var i = 0; i < 4; i++)
            (await store.Journal.TransferAsync($"send:{i}", 1, 2, 100)).Granted();
        return store;
    }
}
