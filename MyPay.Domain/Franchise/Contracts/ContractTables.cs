using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Franchise.Contracts;

/// <summary>Terms from a date on. Only ever added: what was agreed for a day stays readable.</summary>
internal sealed class ContractRow
{
    public const int HighestRate = 1_000;
    public const int LongestCycle = 30;

    public required FranchiseId Franchise { get; init; }

    public required DateOnly From { get; init; }

    public required FeeGrade Grade { get; init; }

    public required int RateBasisPoints { get; init; }

    public required SettlementRhythm Rhythm { get; init; }

    public required int CycleDays { get; init; }

    public required Won MinimumPayout { get; init; }

    public required Won Reserve { get; init; }

    public required string By { get; init; }

    public DateTimeOffset AgreedAt { get; init; }

    public static Result<ContractRow> Make(JournalWrite write, FranchiseId franchise, NewTerms terms, string by)
    {
        if (terms.RateBasisPoints is < 0 or > HighestRate || !Enum.IsDefined(terms.Grade))
            return new Refusal(RefusalKind.Invalid, "franchise.contract.rate_invalid");
        if (terms.CycleDays is < 1 or > LongestCycle || !Enum.IsDefined(terms.Rhythm))
            return new Refusal(RefusalKind.Invalid, "franchise.contract.cycle_invalid", (long)LongestCycle);
        return new ContractRow
        {
            Franchise = franchise,
            From = terms.From,
            Grade = terms.Grade,
            RateBasisPoints = terms.RateBasisPoints ?? GradeRates.On(write.Db, terms.Grade, terms.From),
            Rhythm = terms.Rhythm,
            CycleDays = terms.CycleDays,
            MinimumPayout = terms.MinimumPayout,
            Reserve = terms.Reserve,
            By = by,
            AgreedAt = write.Now,
        };
    }

    /// <summary>As the audit log keeps it.</summary>
    public object Noted() =>
        new
        {
            from = From,
            grade = $"{Grade}",
            rateBasisPoints = RateBasisPoints,
            rhythm = $"{Rhythm}",
            cycleDays = CycleDays,
            minimumPayout = MinimumPayout.Amount,
            reserve = Reserve.Amount,
        };

    public ContractTerms ToView() =>
        new(From, Grade, RateBasisPoints, Rhythm, CycleDays, MinimumPayout, Reserve, By, AgreedAt);
}

/// <summary>A code by which shops name their contract (CID).</summary>
internal sealed class CidRow
{
    public const int Length = 10;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    public required string Cid { get; init; }

    public required FranchiseId Franchise { get; init; }

    public required bool Recurring { get; init; }

    public required bool Live { get; init; }

    /// <summary>Live ones begin with C, test ones with TC: nobody takes the one for the other.</summary>
    public static void Add(JournalWrite write, FranchiseId franchise, bool live, bool recurring)
    {
        var head = live ? "C" : "TC";
        string cid;
        do
        {
            cid = head + Chance.Text(Alphabet, Length - head.Length);
        } while (write.Db.Set<CidRow>().Find(cid) is not null);
        write.Db.Add(
            new CidRow
            {
                Cid = cid,
                Franchise = franchise,
                Recurring = recurring,
                Live = live,
            }
        );
    }
}

internal sealed class ContractTable : IEntityTypeConfiguration<ContractRow>
{
    public void Configure(EntityTypeBuilder<ContractRow> contract)
    {
        contract.ToTable(
            "franchise_contract",
            table =>
                table.HasCheckConstraint(
                    "franchise_contract_rate",
                    $"\"RateBasisPoints\" BETWEEN 0 AND {ContractRow.HighestRate}"
                )
        );
        contract.HasKey(c => new { c.Franchise, c.From });
        contract.Property(c => c.Grade).HasConversion<string>().HasMaxLength(16);
        contract.Property(c => c.Rhythm).HasConversion<string>().HasMaxLength(16);
        contract.Property(c => c.By).HasMaxLength(254);
    }
}

internal sealed class CidTable : IEntityTypeConfiguration<CidRow>
{
    public void Configure(EntityTypeBuilder<CidRow> cid)
    {
        cid.ToTable("franchise_cid");
        cid.HasKey(c => c.Cid);
        cid.Property(c => c.Cid).HasMaxLength(CidRow.Length);
        cid.HasIndex(c => new
            {
                c.Franchise,
                c.Live,
                c.Recurring,
            })
            .IsUnique();
    }
}
