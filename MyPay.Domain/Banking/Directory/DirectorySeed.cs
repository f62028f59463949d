using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Storage;

namespace MyPay.Domain.Banking.Directory;

/// <summary>Fills a new store's directory.</summary>
internal sealed class DirectorySeed(MyPayDb db, Journal journal)
{
    /// <summary>Banks, services and fees. Windows come apart, so that demo data can be made at any hour.</summary>
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
                foreach (var (bank, rule) in BankCatalog.Windows) write.Db.Add(new BankWindowRow { Bank = bank, Rule = rule });
                return default(Done);
            },
            ct);
    }
}
