using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Platform.Switches;

namespace MyPay.Domain.BackOffice.Switches;

internal sealed class SwitchDesk(IBankDirectory banks, IFranchises franchises, MyPayDb db, Journal journal)
    : ISwitchDesk
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "backoffice.switch.unknown");

    public async Task<IReadOnlyList<SwitchView>> OffAsync(CancellationToken ct)
    {
        var rows = await db.Set<SwitchOff>().AsNoTracking().OrderBy(s => s.Since).ToListAsync(ct);
        var named = await NamedAsync(rows.ConvertAll(row => row.Name), ct);
        return
        [
            .. rows.Where(row => named.ContainsKey(row.Name)).Select(row => named[row.Name] with { Off = View(row) }),
        ];
    }

    public async Task<SwitchView?> FindAsync(string name, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!(await NamedAsync([name], ct)).TryGetValue(name, out var named))
            return null;
        return await db.Set<SwitchOff>().AsNoTracking().SingleOrDefaultAsync(s => s.Name == name, ct) is { } row
            ? named with
            {
                Off = View(row),
            }
            : named;
    }

    public async Task<Result<SwitchView>> TurnOffAsync(
        string name,
        string? reason,
        DateTimeOffset? until,
        Actor by,
        CancellationToken ct
    )
    {
        if (!Staff.Words(reason).TryGet(out var words, out var refusal))
            return refusal;
        if (await FindAsync(name, ct) is null)
            return Unknown;
        var done = await journal.WriteAsync<Done>(
            write =>
            {
                if (!Staff.Has(write.Db, by, SignInRoles.Operator))
                    return Staff.RoleMissing;
                if (until <= write.Now)
                    return new Refusal(RefusalKind.Invalid, "backoffice.switch.until_past");
                var row = write.Db.Set<SwitchOff>().Find(name);
                if (row is not null && row.Reason == words && row.Until == until)
                    return new Refusal(RefusalKind.Conflict, "backoffice.switch.already_off");
                var before = row is null
                    ? null
                    : new
                    {
                        row.Reason,
                        row.By,
                        row.Until,
                    };
                if (row is null)
                    write.Db.Add(
                        new SwitchOff
                        {
                            Name = name,
                            Reason = words,
                            By = by.Name,
                            Since = write.Now,
                            Until = until,
                        }
                    );
                else
                    (row.Reason, row.By, row.Until) = (words, by.Name, until);
                Tell(
                    write,
                    by,
                    before is null ? "switch.off" : "switch.changed",
                    name,
                    words,
                    before,
                    new { state = "off", until }
                );
                return default(Done);
            },
            ct
        );
        return done.TryGet(out _, out refusal) ? (await FindAsync(name, ct))! : refusal;
    }

    public async Task<Result<SwitchView>> TurnOnAsync(string name, string? reason, Actor by, CancellationToken ct)
    {
        if (!Staff.Words(reason).TryGet(out var words, out var refusal))
            return refusal;
        if (await FindAsync(name, ct) is null)
            return Unknown;
        var done = await journal.WriteAsync<Done>(
            write =>
            {
                if (!Staff.Has(write.Db, by, SignInRoles.Operator))
                    return Staff.RoleMissing;
                if (write.Db.Set<SwitchOff>().Find(name) is not { } row)
                    return new Refusal(RefusalKind.Conflict, "backoffice.switch.already_on");
                write.Db.Remove(row);
                Tell(
                    write,
                    by,
                    "switch.on",
                    name,
                    words,
                    new
                    {
                        state = "off",
                        row.Reason,
                        row.By,
                        row.Since,
                    },
                    new { state = "on" }
                );
                return default(Done);
            },
            ct
        );
        return done.TryGet(out _, out refusal) ? (await FindAsync(name, ct))! : refusal;
    }

    private static SwitchOffView View(SwitchOff row) => new(row.Reason, row.By, row.Since, row.Until);

    private static void Tell(
        JournalWrite write,
        Actor by,
        string what,
        string name,
        string reason,
        object? before,
        object after
    )
    {
        write.Note(by, what, $"switch:{name}", reason, before, after);
        write.Touch(SwitchTopics.Changed);
    }

    /// <summary>
    /// What names mean, all asked for together. One that means nothing, such as a bank that does not exist, is left
    /// out.
    /// </summary>
    private async Task<Dictionary<string, SwitchView>> NamedAsync(
        IReadOnlyCollection<string> names,
        CancellationToken ct
    )
    {
        var (ofBanks, ofShops) = (
            new Dictionary<string, BankName>(StringComparer.Ordinal),
            (IReadOnlyDictionary<FranchiseId, string>)new Dictionary<FranchiseId, string>()
        );
        if (names.Any(name => BankSwitch.Read(name) is (_, not null)))
            ofBanks = (await banks.ListAsync(ct)).ToDictionary(
                b => b.Bank.Code,
                b => new BankName(b.Bank.NameKo, b.Bank.NameEn),
                StringComparer.Ordinal
            );
        var shops = names
            .Select(name => PaymentSwitch.TryRead(name, out var shop) ? shop : null)
            .OfType<FranchiseId>()
            .ToList();
        if (shops.Count > 0)
            ofShops = await franchises.TradeNamesAsync(shops, ct);
        return names
            .Select(name => Named(name, ofBanks, ofShops))
            .OfType<SwitchView>()
            .ToDictionary(view => view.Name, StringComparer.Ordinal);
    }

    private static SwitchView? Named(
        string name,
        Dictionary<string, BankName> banks,
        IReadOnlyDictionary<FranchiseId, string> shops
    )
    {
        if (BankSwitch.Read(name) is var (service, bank))
        {
            if (bank is null)
                return new(name, service, null, null, null, null, null);
            return banks.TryGetValue(bank, out var names) ? new(name, service, bank, names, null, null, null) : null;
        }

        if (!PaymentSwitch.TryRead(name, out var franchise))
            return null;
        if (franchise is not { } id)
            return new(name, null, null, null, null, null, null);
        return shops.TryGetValue(id, out var tradeName) ? new(name, null, null, null, id, tradeName, null) : null;
    }
}
