using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Remittance;

/// <summary>
/// Whom the member sent to before (최근), members and bank accounts, with their favourites and the names they gave them.
/// Nobody stands here to whom nothing was ever sent.
/// </summary>
public interface IContacts
{
    /// <summary>
    /// The favourites by name, then the others, the latest first. Members who cannot receive now (left, frozen) and
    /// those taken off the list are not shown.
    /// </summary>
    Task<IReadOnlyList<Contact>> ListAsync(MemberId owner, CancellationToken ct = default);

    /// <summary>Makes it a favourite, or none any more. Refuses with <c>remittance.contact.not_found</c>.</summary>
    Task<Result<Done>> StarAsync(MemberId owner, Guid contact, bool starred, CancellationToken ct = default);

    /// <summary>
    /// Gives it a name of the owner's own; null or blank takes it away. Refuses with
    /// <c>remittance.contact.not_found</c>, <c>….nickname_too_long</c> (most), <c>remittance.send.memo_invalid</c>.
    /// </summary>
    Task<Result<Done>> NameAsync(MemberId owner, Guid contact, string? nickname, CancellationToken ct = default);

    /// <summary>
    /// Takes it off the list; sending there again brings it back. Refuses with <c>remittance.contact.not_found</c>.
    /// </summary>
    Task<Result<Done>> RemoveAsync(MemberId owner, Guid contact, CancellationToken ct = default);

    /// <summary>
    /// The account behind one of the owner's contacts, with its full number for the bank; null for a member, and for
    /// anybody else's contact.
    /// </summary>
    Task<ContactAccount?> FindAccountAsync(MemberId owner, Guid contact, CancellationToken ct = default);
}

/// <summary>Somebody the member sent to before.</summary>
/// <param name="Member">Null for a bank account.</param>
/// <param name="Name">The member's name, or the account's holder as the bank said.</param>
/// <param name="Nickname">The owner's own name for it.</param>
/// <param name="MaskedPhone">010-****-1234; null for an account.</param>
/// <param name="Bank">Bank code; null for a member.</param>
/// <param name="AccountLabel">Bank and last digits; null for a member.</param>
public sealed record Contact(
    Guid Id,
    MemberId? Member,
    string Name,
    string? Nickname,
    string? MaskedPhone,
    string? Bank,
    string? AccountLabel,
    bool Starred,
    DateTimeOffset LastAt
)
{
    /// <summary>False: a member whose name no bank has confirmed (미확인).</summary>
    public bool IsNameProved { get; init; } = true;

    /// <summary>What the owner calls it.</summary>
    public string Called => Nickname ?? Name;

    /// <summary>The member; null for a bank account.</summary>
    public MemberCard? ToCard() =>
        Member is { } member ? new(member, Name, MaskedPhone ?? "") { IsNameProved = IsNameProved } : null;
}

/// <summary>The bank account of a contact, for the holder inquiry only.</summary>
public sealed record ContactAccount(string Bank, string Number);
