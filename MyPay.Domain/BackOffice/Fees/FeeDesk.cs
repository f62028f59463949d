using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.BackOffice.Fees;

internal sealed class FeeDesk(MyPayDb db, TimeProvider clock) : IFeeDesk
{
    public async Task<IReadOnlyList<BankFeeView>> BankFeesAsync(CancellationToken ct)
    {
        var today = SeoulTime.Today(clock);
        var rows = await BankFees.TableAsync(db, ct);
        var general = Enum.GetValues<BankCallKind>().Select(kind => (Bank: (string?)null, Kind: kind));
        var own = rows.Where(row => row.Bank is not null)
            .Select(row => (row.Bank, row.Kind))
            .Distinct()
            .OrderBy(one => one.Bank, StringComparer.Ordinal)
            .ThenBy(one => one.Kind);
        return
        [
            .. general
                .Concat(own)
                .Select(one =>
                    View(
                        one.Bank,
                        one.Kind,
                        [.. rows.Where(row => row.Bank == one.Bank && row.Kind == one.Kind)],
                        today
                    )
                ),
        ];
    }

    public async Task<IReadOnlyList<GradeRateView>> GradeRatesAsync(CancellationToken ct)
    {
        var today = SeoulTime.Today(clock);
        var rows = (await GradeRates.TableAsync(db, ct)).ToLookup(row => row.Grade);
        return [.. FeeGrades.All.Select(band => View(band.Grade, [.. rows[band.Grade]], today))];
    }

    // Rows come newest first; of one date the newest counts.
    private static BankFeeView View(string? bank, BankCallKind kind, List<BankFee> rows, DateOnly today)
    {
        var now = rows.Where(row => row.From <= today).MaxBy(row => (row.From, row.Id));
        return new(
            bank,
            kind,
            now?.Fee,
            now?.From,
            [
                .. rows.Where(row => row.From > today)
                    .GroupBy(row => row.From)
                    .Select(day => day.First())
                    .OrderBy(row => row.From),
            ],
            rows
        );
    }

    private static GradeRateView View(FeeGrade grade, List<GradeRate> rows, DateOnly today)
    {
        var now = rows.Where(row => row.From <= today).OrderByDescending(row => row.From).FirstOrDefault();
        return new(
            grade,
            now?.RateBasisPoints ?? FeeGrades.FirstRate(grade),
            now?.From,
            [
                .. rows.Where(row => row.From > today)
                    .GroupBy(row => row.From)
                    .Select(day => day.First())
                    .OrderBy(row => row.From),
            ],
            rows
        );
    }
}
