using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Remittance;

/// <summary>
/// Finds whom a member wants to send to or ask. Members and account holders are no directory: strangers are found by
/// what one knows of them, so many a day, and under a masked name.
/// </summary>
public interface IReceivers
{
    /// <summary>
    /// Members that <paramref name="typed"/> may mean: one by a whole phone number or e-mail, under a masked name until
    /// money has arrived between these two; several by a name or nickname, among the asker's contacts only. Never the
    /// asker, only members who can receive. Refuses with <c>remittance.receiver.too_many</c> (limit of new look-ups a
    /// KST day).
    /// </summary>
    Task<Result<FoundReceivers>> FindAsync(MemberId asker, string? typed, CancellationToken ct = default);

    /// <summary>
    /// Asks the bank who holds an account. Refuses with <c>remittance.holder.phone_unproved</c> (the asker's phone was
    /// never proved), <c>membership.pin.not_set</c>,
    /// <c>membership.holder.too_many</c> (limit of accounts never sent to, a KST day of this member or of their
    /// address), and as Banking does. An account asked about before on the same day is no further one.
    /// </summary>
    Task<Result<AccountHolder>> NameHolderAsync(HolderQuestion question, CancellationToken ct = default);
}

/// <summary>Whom a search may mean.</summary>
/// <param name="Cards">At most <see cref="Most"/>.</param>
public sealed record FoundReceivers(IReadOnlyList<MemberCard> Cards)
{
    /// <summary>More are not shown.</summary>
    public const int Most = 10;

    /// <summary>Nobody.</summary>
    public static FoundReceivers None { get; } = new([]);
}

/// <summary>Whose account is this?</summary>
/// <param name="Asker">Who wants to send there.</param>
/// <param name="Bank">Bank code.</param>
/// <param name="Number">As typed.</param>
/// <param name="Address">The network address that asks; null: not known, and not counted.</param>
public sealed record HolderQuestion(MemberId Asker, string Bank, string Number, string? Address);
