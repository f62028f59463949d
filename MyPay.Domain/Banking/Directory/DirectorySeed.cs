using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Banking.Directory;

/// <summary>Fills a new store's directory, and adds to one that stands what a later release knows more.</summary>
internal sealed class DirectorySeed(MyPayDb db, Journal journal)
{
    /// <summary>
    /// Banks, services and fees. A bank of ours that the table has not is added as ours; one that it has stays as
    /// people have made it. Windows come apart, so that demo data can be made at any hour.
    /// </summary>
    public async Task SeedAsync(CancellationToken ct)
    {
        var there = await db.Set<BankRow>().AsNoTracking().Select(b => b.Code).ToListAsync(ct);
        var isNew = there.Count == 0;
        if (BankCatalog.Banks.Any(b => !there.Contains(b.Code)))
        {
            await journal.WriteAsync<Done>(
                write =>
                {
                    var missing = BankCatalog.Banks.Where(b => write.Db.Set<BankRow>().Find(b.Code) is null).ToList();
                    foreach (var b in missing)
                        write.Db.Add(
                            new BankRow
                            {
                                Code = b.Code,
                                NameKo = b.NameKo,
                                NameEn = b.NameEn,
                                Link = b.Link,
                                Charge = b.Charge,
                                Send = b.Send,
                                Payout = b.Payout,
                                SwitchedOn = true,
                            }
                        );
                    if (isNew && missing.Count > 0)
                        foreach (var (kind, won) in BankCatalog.Fees)
                            write.Db.Add(
                                new BankFeeRow
                                {
                                    Kind = kind,
                                    Won = won,
                                    From = BankCatalog.FeesFrom,
                                }
                            );
                    return default(Done);
                },
                ct
            );
        }

        BankNames.Learn(await db.Set<BankRow>().AsNoTracking().ToListAsync(ct));
    }

    public async Task SeedWindowsAsync(CancellationToken ct)
    {
        if (await db.Set<BankWindowRow>().AnyAsync(ct))
            return;
        await journal.WriteAsync<Done>(
            write =>
            {
                foreach (var (bank, rule) in BankCatalog.Windows)
                    write.Db.Add(new BankWindowRow { Bank = bank, Rule = rule });
                return default(Done);
            },
            ct
        );
    }
}
