using MyPay.Domain.Storage;

namespace MyPay.Domain.Franchise.Contracts;

internal sealed class GradeRateReader(MyPayDb db) : IGradeRates
{
    public Task<IReadOnlyList<(FeeGrade Grade, int RateBasisPoints)>> OnAsync(DateOnly date, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<(FeeGrade, int)>>([.. FeeGrades.All.Select(band => (band.Grade, GradeRates.On(db, band.Grade, date)))]);
}
