using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership;

/// <summary>
/// Takes letters out of the house: to a mail server, or into a folder. Words and form are the carrier's; what is told,
/// to whom and how often is tried are decided here.
/// </summary>
public interface IMailCarrier
{
    /// <summary>
    /// Carries each letter in turn and says what became of it, in the same order. A server that can't be reached is an
    /// outcome, not an exception.
    /// </summary>
    IAsyncEnumerable<MailOutcome> CarryAsync(IReadOnlyList<OutgoingMail> mails, CancellationToken ct = default);
}

/// <summary>The clockwork's part of mail.</summary>
public interface IMailPost
{
    /// <summary>
    /// Carries a few letters that are due; answers how many were taken up. At least once each: a letter whose outcome
    /// was lost in a crash is due again after a quarter of an hour, with the same Message-ID. What fails is tried again
    /// after a minute, then later and later; after <see cref="MailRules.MostTries"/> tries it is given up.
    /// </summary>
    Task<int> DeliverDueAsync(CancellationToken ct = default);
}

/// <summary>What an operator sees of mail, and may do.</summary>
public interface IMailDesk
{
    /// <summary>
    /// How many wait, failed at least once and wait, were given up, and were sent within the last 30 days.
    /// </summary>
    Task<MailCounts> CountAsync(CancellationToken ct = default);

    /// <summary>Letters in one state, the newest first; at most 100.</summary>
    Task<IReadOnlyList<MailDeskView>> ListAsync(MailState state, int take, CancellationToken ct = default);

    /// <summary>
    /// Sends a letter that was given up, or one that waits, now. Refuses with <c>membership.mail.not_found</c>,
    /// <c>membership.mail.sent</c>, and
    /// <c>membership.mail.too_late</c> for one whose link is void.
    /// </summary>
    Task<Result<Done>> ResendAsync(Guid mail, Actor by, CancellationToken ct = default);
}

/// <summary>Numbers about mail.</summary>
public static class MailRules
{
    /// <summary>A letter is given up after so many tries, about two and a half days.</summary>
    public const int MostTries = 14;

    /// <summary>
    /// Kinds that are told by e-mail unless the member wishes otherwise: what happens without one's being there. What
    /// one has just done oneself stands on the screen.
    /// </summary>
    public static bool IsMailedByDefault(NoticeKind kind) =>
        kind is NoticeKind.Security or NoticeKind.Transfer or NoticeKind.Allowance;
}

/// <summary>A letter on its way: facts, no words.</summary>
/// <param name="Id">Makes its Message-ID.</param>
/// <param name="Member">Null for staff and operators.</param>
/// <param name="Address">Where it goes; fixed when it was written.</param>
/// <param name="ReaderName">Whom it greets.</param>
/// <param name="Language"><c>ko</c> or <c>en</c>.</param>
/// <param name="What">What it tells.</param>
/// <param name="At">When that happened, UTC.</param>
/// <param name="Token">What its link proves, where the letter is a link; shown to nobody else.</param>
public sealed record OutgoingMail(
    Guid Id,
    MemberId? Member,
    string Address,
    string ReaderName,
    string Language,
    Notice What,
    DateTimeOffset At,
    string? Token
);

/// <summary>What became of a letter.</summary>
/// <param name="State">Sent, or not yet (<see cref="MailState.Waiting"/>), or never.</param>
/// <param name="Trouble">What the server said, or why it could not be asked; null when it was sent.</param>
public sealed record MailOutcome(MailState State, string? Trouble = null)
{
    /// <summary>The server has taken it.</summary>
    public static MailOutcome Sent { get; } = new(MailState.Sent);

    /// <summary>Not now.</summary>
    public static MailOutcome Later(string trouble) => new(MailState.Waiting, trouble);

    /// <summary>Not ever: trying again would be answered the same.</summary>
    public static MailOutcome Never(string trouble) => new(MailState.GivenUp, trouble);
}

/// <summary>Where a letter stands. The name is stored.</summary>
public enum MailState
{
    /// <summary>To be sent.</summary>
    Waiting,

    /// <summary>Taken by the mail server.</summary>
    Sent,

    /// <summary>Not sent, and not tried again by itself.</summary>
    GivenUp,
}

/// <summary>Numbers of letters.</summary>
/// <param name="Failing">Of those that wait: tried at least once.</param>
/// <param name="Sent">Of the last 30 days; older ones are forgotten.</param>
public sealed record MailCounts(int Waiting, int Failing, int GivenUp, int Sent);

/// <summary>A letter as an operator sees it.</summary>
/// <param name="MaskedAddress"><c>ji***@mypay.test</c>.</param>
/// <param name="DueAt">The next try, while it waits, UTC.</param>
/// <param name="Trouble">What the last try failed of.</param>
/// <param name="CanResend">False once sent, or when its link is void.</param>
public sealed record MailDeskView(
    Guid Id,
    string MaskedAddress,
    NoticeEvent Event,
    MailState State,
    int Tries,
    DateTimeOffset WrittenAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? EndedAt,
    string? Trouble,
    bool CanResend
);

/// <summary>Topics of the live feed about mail.</summary>
public static class MailTopics
{
    /// <summary>A letter was written, carried or given up.</summary>
    public const string Mail = "mail";
}
