using MyPay.Domain.Ledger;

namespace MyPay.Domain.Franchise.Contracts;

internal sealed class GradeRateReader(MyPayDb db) : IGradeRates
{
    public async Task<IReadOnlyList<(FeeGrade Grade, int RateBasisPoints)>> OnAsync(DateOnly date, CancellationToken ct)
    {
        var rates = await GradeRates.OnAsync(db, date, ct);
        return [.. FeeGrades.All.Select(band => (band.Grade, rates[band.Grade]))];
    }
}
