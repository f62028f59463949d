using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Switches;

namespace MyPay.Domain.Banking.Directory;

/// <summary>The directory of banks, asked afresh each time: a switch takes effect at once.</summary>
internal sealed class BankDirectory(MyPayDb db, TimeProvider clock) : IBankDirectory
{
    private static readonly BankService[] Services = Enum.GetValues<BankService>();

    /// <summary>The banks of one service, each with whether it can be used for it now.</summary>
    public async Task<IReadOnlyList<BankView>> ListAsync(BankService service, CancellationToken ct)
    {
        var banks = (await BanksAsync(ct)).Where(b => b.Offers(service)).ToList();
        var windows = await WindowsAsync(ct);
        var off = await SwitchBook.OffAsync(
            db,
            [BankSwitch.Of(service), .. banks.Select(b => BankSwitch.Of(service, b.Code))],
            ct
        );
        return
        [
            .. banks.Select(b =>
                View(
                    b,
                    windows,
                    off.FirstOrDefault(s => s.Name == BankSwitch.Of(service))
                        ?? off.FirstOrDefault(s => s.Name == BankSwitch.Of(service, b.Code))
                )
            ),
        ];
    }

    /// <summary>Every bank, whatever its contract allows and whatever is switched off.</summary>
    public async Task<IReadOnlyList<BankView>> AllAsync(CancellationToken ct)
    {
        var windows = await WindowsAsync(ct);
        return [.. (await BanksAsync(ct)).Select(b => View(b, windows, null))];
    }

    public async Task<IReadOnlyList<BankEntry>> ListAsync(CancellationToken ct)
    {
        var banks = await BanksAsync(ct);
        var windows = await WindowsAsync(ct);
        var off = (
            await SwitchBook.OffAsync(
                db,
                [.. banks.SelectMany(b => Services.Select(s => BankSwitch.Of(s, b.Code)))],
                ct
            )
        )
            .Select(s => s.Name)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. banks.Select(b => new BankEntry(
                View(b, windows, null),
                [.. windows.Where(w => w.Bank == b.Code).Select(w => w.View())],
                [
                    .. Services
                        .Where(b.Offers)
                        .Select(s => new BankServiceState(s, !off.Contains(BankSwitch.Of(s, b.Code)))),
                ],
                b.Terms()
            )),
        ];
    }

    /// <summary>The bank, or why it can't be used for this service now.</summary>
    public async Task<Result<BankView>> RequireAsync(BankService service, string code, CancellationToken ct)
    {
        var bank = await db.Set<BankRow>().AsNoTracking().SingleOrDefaultAsync(b => b.Code == code, ct);
        if (bank is null)
            return Unknown();
        if (!bank.Offers(service))
            return new Refusal(RefusalKind.Conflict, "banking.bank.closed_for_service", bank.NameKo, bank.NameEn);
        if (await SwitchBook.FirstOffAsync(db, BankSwitch.Of(service), BankSwitch.Of(service, code)) is { } off)
            return off.Name == BankSwitch.Of(service)
                ? Stopped(service)
                : new Refusal(RefusalKind.Unavailable, "banking.bank.stopped", bank.NameKo, bank.NameEn);

        var view = View(
            bank,
            await db.Set<BankWindowRow>()
                .AsNoTracking()
                .Where(w => w.Bank == code && w.EndedAt == null)
                .ToListAsync(ct),
            null
        );
        return view.ClosedUntil is { } until
            ? new Refusal(
                RefusalKind.Unavailable,
                "banking.bank.maintenance",
                bank.NameKo,
                bank.NameEn,
                SeoulTime.In(until).ToString("HH:mm", CultureInfo.InvariantCulture)
            )
            : view;
    }

    public BankName? NameOf(MyPayDb db, string bank) =>
        db.Set<BankRow>().AsNoTracking().SingleOrDefault(b => b.Code == bank) is { } row
            ? new(row.NameKo, row.NameEn)
            : null;

    public Refusal? AddWindow(JournalWrite write, string bank, WindowRule rule)
    {
        if (NameOf(write.Db, bank) is null)
            return Unknown();
        if (Against(rule, write.Now) is { } wrong)
            return wrong;
        write.Db.Add(new BankWindowRow { Bank = bank, Rule = rule });
        write.Touch(SwitchTopics.Changed);
        return null;
    }

    public Result<BankWindow> ChangeWindow(JournalWrite write, int window, WindowRule rule)
    {
        if (write.Db.Set<BankWindowRow>().Find(window) is not { EndedAt: null } row)
            return NoWindow();
        if (Against(rule, write.Now) is { } wrong)
            return wrong;
        var before = row.View();
        row.Rule = rule;
        write.Touch(SwitchTopics.Changed);
        return before;
    }

    public Result<BankWindow> EndWindow(JournalWrite write, int window)
    {
        if (write.Db.Set<BankWindowRow>().Find(window) is not { EndedAt: null } row)
            return NoWindow();
        row.EndedAt = write.Now;
        write.Touch(SwitchTopics.Changed);
        return row.View();
    }

    public BankTerms? TermsOf(MyPayDb db, string bank) =>
        db.Set<BankRow>().AsNoTracking().SingleOrDefault(b => b.Code == bank)?.Terms();

    public bool IsNameTaken(MyPayDb db, BankTerms terms) =>
        db.Set<BankRow>()
            .AsNoTracking()
            .Any(b => b.Code != terms.Code && (b.NameKo == terms.NameKo || b.NameEn == terms.NameEn));

    public void Keep(JournalWrite write, BankTerms terms)
    {
        if (write.Db.Set<BankRow>().Find(terms.Code) is not { } row)
        {
            write.Db.Add(
                row = new BankRow
                {
                    Code = terms.Code,
                    NameKo = terms.NameKo,
                    NameEn = terms.NameEn,
                }
            );
        }
        else if (row.NameKo != terms.NameKo)
        {
            row.FormerNames = string.Join(
                '\n',
                row.Former.Append(row.NameKo).Where(name => name != terms.NameKo).Distinct(StringComparer.Ordinal)
            );
        }

        (row.NameKo, row.NameEn, row.SwitchedOn) = (terms.NameKo, terms.NameEn, terms.IsListed);
        (row.Link, row.Charge, row.Send, row.Payout) = (terms.Link, terms.Charge, terms.Send, terms.Payout);
        write.Touch(SwitchTopics.Changed);
    }

    private static Refusal? Against(WindowRule rule, DateTimeOffset now)
    {
        if (rule.From == rule.To)
            return new(RefusalKind.Invalid, "banking.window.empty");
        if (
            rule.Nth is < 1 or > 5
            || (rule.Nth is not null && rule.Weekday is null)
            || (rule.On is not null && rule.Weekday is not null)
        )
            return new(RefusalKind.Invalid, "banking.window.rule_invalid");
        return rule.On < SeoulTime.DateOf(now) ? new(RefusalKind.Invalid, "banking.window.date_past") : null;
    }

    private static Refusal Stopped(BankService service) =>
        new(
            RefusalKind.Unavailable,
            service switch
            {
                BankService.Link => "banking.stopped.link",
                BankService.Charge => "banking.stopped.charge",
                BankService.Send => "banking.stopped.send",
                _ => "banking.stopped.payout",
            }
        );

    private static Refusal Unknown() => new(RefusalKind.Invalid, "banking.bank.unknown");

    private static Refusal NoWindow() => new(RefusalKind.NotFound, "banking.window.not_found");

    private async Task<List<BankRow>> BanksAsync(CancellationToken ct)
    {
        var banks = await db.Set<BankRow>().AsNoTracking().OrderBy(b => b.Code).ToListAsync(ct);
        BankNames.Learn(banks);
        return banks;
    }

    private async Task<List<BankWindowRow>> WindowsAsync(CancellationToken ct) =>
        await db.Set<BankWindowRow>().AsNoTracking().Where(w => w.EndedAt == null).OrderBy(w => w.Id).ToListAsync(ct);

    private BankView View(BankRow bank, IEnumerable<BankWindowRow> windows, SwitchOff? off)
    {
        var now = clock.GetUtcNow();
        var seoul = SeoulTime.In(now).DateTime;
        var end = windows.Where(w => w.Bank == bank.Code).Select(w => w.Rule.EndAt(seoul)).Max();
        DateTimeOffset? window = end is { } at ? new DateTimeOffset(at, SeoulTime.Offset).ToUniversalTime() : null;
        // A switch without an expected end says nothing of when; with one, the later of both counts.
        var until =
            off is null ? window
            : off.ExpectedAfter(now) is { } expected ? Later(expected, window)
            : null;
        return new(bank.Code, bank.NameKo, bank.NameEn, bank.SwitchedOn && off is null && window is null, until)
        {
            IsStopped = off is not null,
        };
    }

    private static DateTimeOffset Later(DateTimeOffset expected, DateTimeOffset? window) =>
        window > expected ? window.Value : expected;
}
