using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;

namespace MyPay.Domain.BackOffice;

/// <summary>What a member in a calm time (안심 시간) may still let go of; see <see cref="CalmTime"/>.</summary>
public interface ICalmLimits
{
    /// <summary>Null when there is no calm time now.</summary>
    Task<CalmLimitsView?> FindAsync(MemberId member, CancellationToken ct = default);
}

/// <summary>A calm time and its limits of this KST day, won.</summary>
/// <param name="Until">UTC.</param>
/// <param name="Reason">What began it.</param>
/// <param name="Most">A day, whatever for.</param>
/// <param name="Left">Of that, today.</param>
/// <param name="MostToNew">A day, to people and accounts that had nothing of the member before.</param>
/// <param name="LeftToNew">Of that, today.</param>
public sealed record CalmLimitsView(
    DateTimeOffset Until,
    CalmReason Reason,
    Won Most,
    Won Left,
    Won MostToNew,
    Won LeftToNew
);
