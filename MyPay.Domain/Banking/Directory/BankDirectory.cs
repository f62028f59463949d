using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Storage;

namespace MyPay.Domain.Banking.Directory;

/// <summary>The directory of banks, asked afresh each time: a switch takes effect at once.</summary>
internal sealed class BankDirectory(MyPayDb db, Journal journal, TimeProvider clock)
{
    public async Task<IReadOnlyList<BankView>> ListAsync(BankService service, CancellationToken ct)
    {
        var banks = await db.Set<BankRow>().AsNoTracking().OrderBy(b => b.Code).ToListAsync(ct);
        var windows = await db.Set<BankWindowRow>().AsNoTracking().ToListAsync(ct);
        return [.. banks.Where(b => b.Offers(service)).Select(b => View(b, windows))];
    }

    /// <summary>Every bank, whatever its contract allows.</summary>
    public async Task<IReadOnlyList<BankView>> AllAsync(CancellationToken ct)
    {
        var windows = await db.Set<BankWindowRow>().AsNoTracking().ToListAsync(ct);
        return [.. (await db.Set<BankRow>().AsNoTracking().OrderBy(b => b.Code).ToListAsync(ct)).Select(b => View(b, windows))];
    }

    /// <summary>The bank, or why it can't be used for this service now.</summary>
    public async Task<Result<BankView>> RequireAsync(BankService service, string code, CancellationToken ct)
    {
        var bank = await db.Set<BankRow>().AsNoTracking().SingleOrDefaultAsync(b => b.Code == code, ct);
        if (bank is null) return new Refusal(RefusalKind.Invalid, "banking.bank.unknown");
        if (!bank.Offers(service) || !bank.SwitchedOn) return new Refusal(RefusalKind.Conflict, "banking.bank.closed_for_service", bank.NameKo, bank.NameEn);

        var windows = await db.Set<BankWindowRow>().AsNoTracking().Where(w => w.Bank == code).ToListAsync(ct);
        var view = View(bank, windows);
        return view.ClosedUntil is { } until
            ? new Refusal(RefusalKind.Unavailable, "banking.bank.maintenance", bank.NameKo, bank.NameEn, SeoulTime.In(until).ToString("HH:mm", null))
            : view;
    }

    /// <summary>Fills an empty directory. Windows come apart, so that demo data can be made at any hour.</summary>
    public async Task SeedAsync(CancellationToken ct)
    {
        if (await db.Set<BankRow>().AnyAsync(ct)) return;
        await journal.WriteAsync<Done>(
            write =>
            {
                foreach (var b in BankCatalog.Banks)
                {
                    write.Db.Add(new BankRow
                    {
                        Code = b.Code, NameKo = b.NameKo, NameEn = b.NameEn, Color = b.Color,
                        Link = b.Link, Charge = b.Charge, Send = b.Send, Payout = b.Payout, SwitchedOn = true,
                    });
                }

                foreach (var (kind, won) in BankCatalog.Fees) write.Db.Add(new BankFeeRow { Kind = kind, Won = won, From = BankCatalog.FeesFrom });
                return default(Done);
            },
            ct);
    }

    public async Task SeedWindowsAsync(CancellationToken ct)
    {
        if (await db.Set<BankWindowRow>().AnyAsync(ct)) return;
        await journal.WriteAsync<Done>(
            write =>
            {
                foreach (var (bank, from, to) in BankCatalog.Windows)
                    write.Db.Add(new BankWindowRow { Bank = bank, From = TimeOnly.ParseExact(from, "HH:mm", null), To = TimeOnly.ParseExact(to, "HH:mm", null) });
                return default(Done);
            },
            ct);
    }

    /// <summary>The fee of one executed call on a business date.</summary>
    public static Won FeeOf(MyPayDb db, string bank, BankCallKind kind, DateOnly date)
    {
        var fee = db.Set<BankFeeRow>().AsNoTracking()
            .Where(f => f.Kind == kind && f.From <= date && (f.Bank == null || f.Bank == bank))
            .OrderByDescending(f => f.Bank != null).ThenByDescending(f => f.From).FirstOrDefault();
        return Won.Of(fee?.Won ?? 0);
    }

    private BankView View(BankRow bank, IEnumerable<BankWindowRow> windows)
    {
        var seoul = SeoulTime.In(clock.GetUtcNow()).DateTime;
        var end = windows.Where(w => w.Bank == bank.Code).Select(w => w.EndOfWindowAt(seoul)).Max();
        DateTimeOffset? until = end is { } at ? new DateTimeOffset(at, SeoulTime.Offset).ToUniversalTime() : null;
        return new(bank.Code, bank.NameKo, bank.NameEn, bank.Color, bank.SwitchedOn && until is null, until);
    }
}
