using MyPay.Domain.Kernel;

namespace MyPay.Domain.Membership;

/// <summary>
/// Many members at once, for load tests on demo data. Never offered to anybody: only the <c>demo</c> command asks.
/// </summary>
public interface IBulkMembers
{
    /// <summary>
    /// Adds members with a PIN and one linked account each, as if its 1-won check had passed, in one write a few
    /// hundred. They go on from the last number used; e-mail <c>load-0000001@load.mypay.test</c>. All have the same
    /// password and PIN, hashed once.
    /// </summary>
    Task<Result<IReadOnlyList<BulkMember>>> AddAsync(
        int count,
        string password,
        string pin,
        string bank,
        string bankNameKo,
        string bankNameEn,
        CancellationToken ct = default
    );
}

/// <summary>A member made in bulk.</summary>
public sealed record BulkMember(MemberId Id, string Name, LinkedAccountId Account);
