using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Membership;

/// <summary>
/// Members as the back office looks for them. Personal data comes masked; whole only from <see cref="Whole"/>, which
/// the caller must note.
/// </summary>
public interface IMemberDesk
{
    /// <summary>
    /// Members, the latest first. The text is the beginning of a name, e-mail or phone number, or a whole member id.
    /// </summary>
    /// <param name="text">Null or empty: everybody.</param>
    /// <param name="frozenOnly">Only those with a freeze.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="take">At most so many, up to 100.</param>
    Task<MemberDeskPage> SearchAsync(string? text, bool frozenOnly, int skip, int take, CancellationToken ct = default);

    /// <summary>One member; null when there is none.</summary>
    Task<MemberDeskView?> FindAsync(MemberId member, CancellationToken ct = default);

    /// <summary>Masked names of several members at once.</summary>
    Task<IReadOnlyDictionary<MemberId, string>> MaskedNamesAsync(
        IReadOnlyCollection<MemberId> members,
        CancellationToken ct = default
    );

    /// <summary>
    /// A member's personal data, unmasked, in the write that notes who asked and why; null when there is none.
    /// </summary>
    MemberWhole? Whole(JournalWrite write, MemberId member);
}

/// <summary>A member for the back office.</summary>
/// <param name="SignInId">Whose sessions are asked for by it.</param>
/// <param name="FreezeReason">Why it stands still.</param>
/// <param name="FrozenBy">Who set it.</param>
public sealed record MemberDeskView(
    MemberId Id,
    string SignInId,
    string MaskedName,
    string MaskedPhone,
    string MaskedEmail,
    string Language,
    MemberState State,
    FreezeLevel Freeze,
    string? FreezeReason,
    string? FrozenBy,
    DateTimeOffset? FrozenAt,
    DateTimeOffset JoinedAt,
    DateTimeOffset? ClosedAt
);

/// <summary>A page of members.</summary>
/// <param name="Total">How many there are in all.</param>
public sealed record MemberDeskPage(IReadOnlyList<MemberDeskView> Rows, int Total);

/// <summary>What is masked elsewhere.</summary>
public sealed record MemberWhole(string Name, string Phone, string Email, DateOnly BirthDate);

/// <summary>
/// Signs that somebody else may be at a member's account. Stateless: asked on any connection, inside writes too.
/// </summary>
public interface IMemberSignals
{
    /// <summary>How many wrong payment PINs the member entered since then.</summary>
    int PinMisses(MyPayDb db, MemberId member, DateTimeOffset since);

    /// <summary>All wrong PINs since then, oldest first; for looking back.</summary>
    IReadOnlyList<PinMiss> PinMissesSince(MyPayDb db, DateTimeOffset since);

    /// <summary>
    /// When the member first signed in with the browser of this session, UTC; null for a session nobody knows.
    /// </summary>
    DateTimeOffset? DeviceSince(MyPayDb db, Guid session);
}

/// <summary>One wrong PIN.</summary>
public sealed record PinMiss(MemberId Member, DateTimeOffset At);
