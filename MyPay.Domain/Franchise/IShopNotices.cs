using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Franchise;

/// <summary>
/// What the people of a franchise are told (알림). Each reads what concerns their role; owners are told everything.
/// </summary>
public interface IShopNotices
{
    /// <summary>How many came since this person last looked.</summary>
    Task<int> UnreadAsync(StaffView reader, CancellationToken ct = default);

    /// <summary>The newest first.</summary>
    Task<NoticeList> ListAsync(StaffView reader, int limit, CancellationToken ct = default);

    /// <summary>This person has seen them all.</summary>
    Task SeeAsync(StaffView reader, CancellationToken ct = default);
}
