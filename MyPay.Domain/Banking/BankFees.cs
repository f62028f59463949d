using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking.Directory;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Banking;

/// <summary>
/// What a bank takes for one executed call, by date. Rows are never edited: of one date the latest row counts. A bank
/// without a fee of its own takes the general one.
/// </summary>
public static class BankFees
{
    /// <summary>The highest fee of one call, won: more is a slip of the finger.</summary>
    public const long Most = 10_000;

    /// <summary>The fee of one executed call on a business date.</summary>
    public static Won On(MyPayDb db, string bank, BankCallKind kind, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(db);
        return OwnOn(db, bank, kind, date) ?? Latest(db, null, kind, date)?.Fee ?? Won.Zero;
    }

    /// <summary>The general fee, or a bank's own one, as the table says for a date; null where it says none.</summary>
    public static Won? OwnOn(MyPayDb db, string? bank, BankCallKind kind, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(db);
        return Latest(db, bank, kind, date) is { Ends: false } row ? row.Fee : null;
    }

    /// <summary>The whole table, newest agreement first.</summary>
    public static async Task<IReadOnlyList<BankFee>> TableAsync(MyPayDb db, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        return
        [
            .. (await db.Set<BankFeeRow>().AsNoTracking().OrderByDescending(row => row.Id).ToListAsync(ct)).Select(
                row => new BankFee(
                    row.Id,
                    row.Bank,
                    row.Kind,
                    row.Ends ? null : row.Fee,
                    row.From,
                    row.MadeAt,
                    row.Maker,
                    row.Checker
                )
            ),
        ];
    }

    /// <summary>Two people have agreed: adds a row.</summary>
    /// <param name="write">The write of the approval.</param>
    /// <param name="bank">Bank code; null for the general fee.</param>
    /// <param name="kind">For which calls.</param>
    /// <param name="fee">Won a call; null: the bank takes the general fee again.</param>
    /// <param name="from">KST date.</param>
    /// <param name="maker">Who asked.</param>
    /// <param name="checker">Who agreed.</param>
    public static void Agree(
        JournalWrite write,
        string? bank,
        BankCallKind kind,
        Won? fee,
        DateOnly from,
        string maker,
        string checker
    )
    {
        ArgumentNullException.ThrowIfNull(write);
        write.Db.Add(
            new BankFeeRow
            {
                Bank = bank,
                Kind = kind,
                Won = fee?.Amount ?? 0,
                Ends = fee is null,
                From = from,
                MadeAt = write.Now,
                Maker = maker,
                Checker = checker,
            }
        );
    }

    private static BankFeeRow? Latest(MyPayDb db, string? bank, BankCallKind kind, DateOnly date) =>
        db.Set<BankFeeRow>()
            .AsNoTracking()
            .Where(row => row.Kind == kind && row.Bank == bank && row.From <= date)
            .OrderByDescending(row => row.From)
            .ThenByDescending(row => row.Id)
            .FirstOrDefault();
}

/// <summary>A row of the fee table.</summary>
/// <param name="Bank">Bank code; null: every bank without a fee of its own.</param>
/// <param name="Fee">Won a call; null: the bank takes the general fee again.</param>
/// <param name="From">KST date.</param>
/// <param name="MadeAt">When it was agreed, UTC; null for what the table began with.</param>
/// <param name="Maker">Who asked.</param>
/// <param name="Checker">Who agreed.</param>
public sealed record BankFee(
    int Id,
    string? Bank,
    BankCallKind Kind,
    Won? Fee,
    DateOnly From,
    DateTimeOffset? MadeAt,
    string? Maker,
    string? Checker
);
