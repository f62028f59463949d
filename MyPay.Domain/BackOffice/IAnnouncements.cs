using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice;

/// <summary>
/// Announcements (공지): what MyPay tells many at once, in both languages, from a time to a time. An operator writes and
/// publishes; every step stands in the audit log. What is published is never edited: it is withdrawn, and written anew.
/// </summary>
public interface IAnnouncements
{
    /// <summary>Everything, drafts and withdrawn ones too, newest first; for the back office.</summary>
    Task<IReadOnlyList<Announcement>> AllAsync(int limit, CancellationToken ct = default);

    /// <summary>One, for the back office.</summary>
    Task<Announcement?> FindAsync(Guid announcement, CancellationToken ct = default);

    /// <summary>
    /// Keeps a draft under an id of the writer's choice: saved twice, it is one. Refuses with
    /// <c>backoffice.role.missing</c> (takes an Operator), <c>backoffice.announcement.title_missing</c> (longest),
    /// <c>….text_missing</c> (longest), <c>….text_invalid</c>, <c>….time_invalid</c> (ends before it begins),
    /// <c>….no_draft</c> once it is published.
    /// </summary>
    Task<Result<Announcement>> SaveAsync(
        Guid announcement,
        AnnouncementText text,
        Actor by,
        CancellationToken ct = default
    );

    /// <summary>
    /// Publishes a draft, from its own time on or from now. Refuses with <c>backoffice.role.missing</c>,
    /// <c>backoffice.announcement.not_found</c>, <c>….no_draft</c>, <c>….over</c> (its end has passed),
    /// <c>….effective_missing</c> and <c>….terms_too_late</c> (days): a change of terms is told seven days before the
    /// date it takes effect, and until then.
    /// </summary>
    Task<Result<Announcement>> PublishAsync(Guid announcement, Actor by, CancellationToken ct = default);

    /// <summary>
    /// Takes a published one back at once. Refuses with <c>backoffice.role.missing</c>,
    /// <c>backoffice.reason.missing</c>, <c>backoffice.announcement.not_found</c>, <c>….not_published</c>.
    /// </summary>
    Task<Result<Announcement>> WithdrawAsync(
        Guid announcement,
        string? reason,
        Actor by,
        CancellationToken ct = default
    );

    /// <summary>
    /// Throws a draft away. Refuses with <c>backoffice.role.missing</c>, <c>backoffice.announcement.not_found</c>,
    /// <c>….no_draft</c>.
    /// </summary>
    Task<Result<Done>> DiscardAsync(Guid announcement, Actor by, CancellationToken ct = default);

    /// <summary>What this sort of reader may read now: begun, not withdrawn, past ones too; newest first.</summary>
    Task<IReadOnlyList<Announcement>> ForAsync(AnnouncementReader reader, int limit, CancellationToken ct = default);

    /// <summary>The newest that holds now and this person has not dismissed; null without any.</summary>
    Task<Announcement?> BannerAsync(AnnouncementReader reader, string signInId, CancellationToken ct = default);

    /// <summary>
    /// This person has read it: their banner shows it no more, the list does. Doing it twice changes nothing.
    /// </summary>
    Task<Result<Done>> DismissAsync(Guid announcement, string signInId, CancellationToken ct = default);
}

/// <summary>What an announcement is about.</summary>
public enum AnnouncementKind
{
    /// <summary>안내.</summary>
    Notice,

    /// <summary>점검.</summary>
    Maintenance,

    /// <summary>약관 변경: told seven days ahead.</summary>
    Terms,
}

/// <summary>For whom it is.</summary>
public enum AnnouncementAudience
{
    /// <summary>Everybody, signed in or not.</summary>
    Everybody,

    /// <summary>Members.</summary>
    Members,

    /// <summary>People of franchises.</summary>
    Franchises,
}

/// <summary>Who reads.</summary>
public enum AnnouncementReader
{
    /// <summary>Somebody who is not signed in, or signed in as neither.</summary>
    Anybody,

    /// <summary>A member.</summary>
    Member,

    /// <summary>Somebody who works at a franchise.</summary>
    Franchise,
}

/// <summary>Where an announcement stands.</summary>
public enum AnnouncementState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Published, from its time on.</summary>
    Published,

    /// <summary>Taken back; nobody reads it any more.</summary>
    Withdrawn,
}

/// <summary>An announcement's words and times. Plain text; line breaks stay.</summary>
/// <param name="From">From when it is shown, UTC; null: from its publication.</param>
/// <param name="To">Until when as a banner, UTC; null: until it is withdrawn.</param>
/// <param name="EffectiveOn">The KST date a change of terms takes effect; null for other kinds.</param>
public sealed record AnnouncementText(
    AnnouncementKind Kind,
    AnnouncementAudience Audience,
    string TitleKo,
    string TitleEn,
    string TextKo,
    string TextEn,
    DateTimeOffset? From,
    DateTimeOffset? To,
    DateOnly? EffectiveOn
);

/// <summary>An announcement.</summary>
/// <param name="By">Who wrote or published it last.</param>
/// <param name="At">When it was written, published or withdrawn last, UTC.</param>
/// <param name="WithdrawnBecause">The operator's reason.</param>
public sealed record Announcement(
    Guid Id,
    AnnouncementText Text,
    AnnouncementState State,
    string By,
    DateTimeOffset At,
    string? WithdrawnBecause
)
{
    /// <summary>Published, and its time has come.</summary>
    public bool HasBegun(DateTimeOffset now) => State == AnnouncementState.Published && Text.From <= now;

    /// <summary>Shown as a banner now.</summary>
    public bool Holds(DateTimeOffset now) => HasBegun(now) && (Text.To is not { } to || now < to);
}

/// <summary>Topics of the live feed.</summary>
public static class AnnouncementTopics
{
    /// <summary>One was published or withdrawn.</summary>
    public const string Changed = "announcements";
}
