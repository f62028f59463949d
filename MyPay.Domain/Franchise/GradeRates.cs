using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise.Contracts;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Franchise;

/// <summary>
/// The list rates of the fee grades by date (등급 요율), basis points without VAT. A contract takes its grade's rate of the
/// day it begins; contracts that stand, and slips, keep theirs. Rows are never edited: of one date the latest counts,
/// and without a row <see cref="FeeGrades.All"/> does.
/// </summary>
public static class GradeRates
{
    /// <summary>The highest rate there is, basis points.</summary>
    public const int Most = ContractRow.HighestRate;

    /// <summary>A grade's rate on a KST date.</summary>
    public static int On(MyPayDb db, FeeGrade grade, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(db);
        var row = db.Set<GradeRateRow>()
            .AsNoTracking()
            .Where(r => r.Grade == grade && r.From <= date)
            .OrderByDescending(r => r.From)
            .ThenByDescending(r => r.Id)
            .FirstOrDefault();
        return row?.RateBasisPoints ?? FeeGrades.FirstRate(grade);
    }

    /// <summary>Every grade's rate on a KST date, in one question.</summary>
    public static async Task<IReadOnlyDictionary<FeeGrade, int>> OnAsync(
        MyPayDb db,
        DateOnly date,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var rows = await db.Set<GradeRateRow>()
            .AsNoTracking()
            .Where(r => r.From <= date)
            .OrderBy(r => r.From)
            .ThenBy(r => r.Id)
            .Select(r => new { r.Grade, r.RateBasisPoints })
            .ToListAsync(ct);
        var rates = FeeGrades.All.ToDictionary(band => band.Grade, band => band.RateBasisPoints);
        foreach (var row in rows)
            rates[row.Grade] = row.RateBasisPoints;
        return rates;
    }

    /// <summary>What people agreed on, newest first.</summary>
    public static async Task<IReadOnlyList<GradeRate>> TableAsync(MyPayDb db, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        return
        [
            .. (await db.Set<GradeRateRow>().AsNoTracking().OrderByDescending(r => r.Id).ToListAsync(ct)).Select(
                r => new GradeRate(r.Grade, r.RateBasisPoints, r.From, r.MadeAt, r.Maker, r.Checker)
            ),
        ];
    }

    /// <summary>Two people have agreed: adds a row.</summary>
    public static void Agree(
        JournalWrite write,
        FeeGrade grade,
        int rateBasisPoints,
        DateOnly from,
        string maker,
        string checker
    )
    {
        ArgumentNullException.ThrowIfNull(write);
        write.Db.Add(
            new GradeRateRow
            {
                Grade = grade,
                RateBasisPoints = rateBasisPoints,
                From = from,
                MadeAt = write.Now,
                Maker = maker,
                Checker = checker,
            }
        );
    }
}

/// <summary>A list rate that was agreed on.</summary>
/// <param name="RateBasisPoints">VAT excluded: 100 = 1 %.</param>
/// <param name="From">KST date.</param>
/// <param name="MadeAt">When it was agreed, UTC.</param>
/// <param name="Maker">Who asked.</param>
/// <param name="Checker">Who agreed.</param>
public sealed record GradeRate(
    FeeGrade Grade,
    int RateBasisPoints,
    DateOnly From,
    DateTimeOffset MadeAt,
    string Maker,
    string Checker
);

/// <summary>The grades' list rates, for pages.</summary>
public interface IGradeRates
{
    /// <summary>Every grade's rate on a KST date, basis points without VAT, the smallest grade first.</summary>
    Task<IReadOnlyList<(FeeGrade Grade, int RateBasisPoints)>> OnAsync(DateOnly date, CancellationToken ct = default);
}
