using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Ledger.Sqlite;

namespace MyPay.Tests.Benchmarks;

/// <summary>
/// The usual way: read two accounts, change them, add the rows, SaveChanges; a fresh context and one commit per
/// transfer, synchronous=FULL.
/// </summary>
internal static class EfBaseline
{
    public static Measured Run(BenchStore store, Workload workload, TimeSpan length)
    {
        var options = new DbContextOptionsBuilder<PlainDb>()
            .UseSqlite($"Data Source={store.File}")
            .AddInterceptors(new SqlitePragmas())
            .Options;
        var random = new Random(1);
        long seq;
        using (var db = new PlainDb(options))
            seq = db.Slips.Max(s => s.Seq);
        var ticks = new List<long>();
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < length)
        {
            var began = Stopwatch.GetTimestamp();
            using var db = new PlainDb(options);
            Transfer(db, workload, random, ++seq);
            ticks.Add(Stopwatch.GetTimestamp() - began);
        }

        return Measured.Of("(a) EF SaveChanges", 1, Stopwatch.GetElapsedTime(started), ticks);
    }

    private static void Transfer(PlainDb db, Workload workload, Random random, long seq)
    {
        var (from, to) = workload.Pick(random);
        var won = random.Next(1, 100);
        var now = 1_795_000_000_000L;
        var (payer, payee) = (Account(db, from), Account(db, to));
        var lines = $"[[{payer.Id},{-won},\"김지우\"],[{payee.Id},{won},\"James\"]]";
        var source = $"remittance:{Guid.CreateVersion7():N}";
        var seal = SlipSeal.Of(
            SlipSeal.Genesis,
            seq,
            "send",
            source,
            "2026-11-22",
            now,
            null,
            Encoding.UTF8.GetBytes(lines)
        );
        (payer.Balance, payer.Entries, payee.Balance, payee.Entries) = (
            payer.Balance - won,
            payer.Entries + 1,
            payee.Balance + won,
            payee.Entries + 1
        );
        db.Add(
            new PlainSlip
            {
                Seq = seq,
                Kind = "send",
                Source = source,
                BusinessDate = "2026-11-22",
                PostedAt = now,
                Lines = lines,
                Hash = seal,
            }
        );
        db.Add(
            new PlainEntry
            {
                Account = payer.Id,
                N = payer.Entries,
                Slip = seq,
                Amount = -won,
                Balance = payer.Balance,
                PostedAt = now,
                Label = "김지우",
            }
        );
        db.Add(
            new PlainEntry
            {
                Account = payee.Id,
                N = payee.Entries,
                Slip = seq,
                Amount = won,
                Balance = payee.Balance,
                PostedAt = now,
                Label = "James",
            }
        );
        db.Add(
            new PlainOnce
            {
                Key = seal,
                Fingerprint = seal,
                Answer = $"{{\"Seq\":{seq}}}",
                FirstSlip = seq,
                At = now,
            }
        );
        db.SaveChanges();
    }

    private static PlainAccount Account(PlainDb db, int number)
    {
        var code = BenchStore.Wallet(number).Code;
        return db.Accounts.Single(a => a.Code == code);
    }

    internal sealed class PlainDb(DbContextOptions<PlainDb> options) : DbContext(options)
    {
        public DbSet<PlainAccount> Accounts => Set<PlainAccount>();

        public DbSet<PlainSlip> Slips => Set<PlainSlip>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<PlainAccount>().ToTable("ledger_account");
            modelBuilder.Entity<PlainSlip>(slip =>
            {
                slip.ToTable("ledger_slip").HasKey(s => s.Seq);
                slip.Property(s => s.Seq).ValueGeneratedNever();
                slip.Property(s => s.BusinessDate).HasColumnName("business_date");
                slip.Property(s => s.PostedAt).HasColumnName("posted_at");
            });
            modelBuilder.Entity<PlainEntry>(entry =>
            {
                entry.ToTable("ledger_entry").HasKey(e => new { e.Account, e.N });
                entry.Property(e => e.PostedAt).HasColumnName("posted_at");
            });
            modelBuilder.Entity<PlainOnce>(once =>
            {
                once.ToTable("journal_once").HasKey(o => o.Key);
                once.Property(o => o.FirstSlip).HasColumnName("first_slip");
            });
        }
    }

    internal sealed class PlainAccount
    {
        public long Id { get; init; }

        public required string Code { get; init; }

        public long Kind { get; init; }

        public long Balance { get; set; }

        public long Entries { get; set; }
    }

    internal sealed class PlainSlip
    {
        public long Seq { get; init; }

        public required string Kind { get; init; }

        public required string Source { get; init; }

        public required string BusinessDate { get; init; }

        public long PostedAt { get; init; }

        public string? Memo { get; init; }

        public required string Lines { get; init; }

        public required byte[] Hash { get; init; }
    }

    internal sealed class PlainEntry
    {
        public long Account { get; init; }

        public long N { get; init; }

        public long Slip { get; init; }

        public long Amount { get; init; }

        public long Balance { get; init; }

        public long PostedAt { get; init; }

        public string? Label { get; init; }
    }

    internal sealed class PlainOnce
    {
        public required byte[] Key { get; init; }

        public required byte[] Fingerprint { get; init; }

        public required string Answer { get; init; }

        public long? FirstSlip { get; init; }

        public long At { get; init; }
    }
}
