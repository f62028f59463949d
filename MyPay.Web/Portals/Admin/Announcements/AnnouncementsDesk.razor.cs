using System.Globalization;
using Microsoft.AspNetCore.Components;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Web.Portals.Parts;
using MyPay.Web.Portals.Parts.Announcements;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Announcements;

/// <summary>
/// What is open stands in the address: an announcement (<c>id</c>), an empty form (<c>new</c>), or one filled from a
/// switch (<c>draft</c>), a bank's window (<c>window</c>) or another announcement (<c>copy</c>).
/// </summary>
public sealed partial class AnnouncementsDesk
{
    private const int Most = 200;

    private IReadOnlyList<Announcement>? list;
    private Announcement? open;
    private Guid writing = Guid.NewGuid();
    private DateTimeOffset now;
    private AnnouncementKind kind;
    private AnnouncementAudience audience;
    private string? titleKo,
        titleEn,
        textKo,
        textEn,
        from,
        to,
        effective,
        reason,
        said,
        stood;
    private bool isBusy;

    [SupplyParameterFromQuery(Name = "id")]
    private string? Id { get; set; }

    [SupplyParameterFromQuery(Name = "new")]
    private string? New { get; set; }

    [SupplyParameterFromQuery(Name = "draft")]
    private string? Draft { get; set; }

    [SupplyParameterFromQuery(Name = "window")]
    private string? WindowText { get; set; }

    private int? Window => TypedDigits.Number(WindowText);

    [SupplyParameterFromQuery(Name = "copy")]
    private string? Copy { get; set; }

    [Inject]
    private PerCall<IAnnouncements> Desk { get; set; } = default!;

    [Inject]
    private PerCall<ISwitchDesk> Switches { get; set; } = default!;

    [Inject]
    private PerCall<IBankDirectory> Banks { get; set; } = default!;

    protected override IReadOnlyCollection<string> Topics => [AnnouncementTopics.Changed];

    private bool IsWriting =>
        open is { State: AnnouncementState.Draft }
        || (open is null && (New ?? Draft ?? Copy) is not null)
        || Window is not null;

    private AnnouncementText Typed =>
        new(kind, audience, titleKo ?? "", titleEn ?? "", textKo ?? "", textEn ?? "", null, null, DateOf(effective));

    protected override async Task OnParametersSetAsync()
    {
        if (stood is null || stood == Navigation.Uri)
            return;
        (said, Refusal, reason) = (null, null, null);
        await OpenAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        await OpenAsync();
    }

    // Only the list: what is being written stays as it was typed.
    protected override async Task LoadAsync()
    {
        now = Clock.GetUtcNow();
        list = await Desk.AskAsync(d => d.AllAsync(Most));
        if (open is not null)
            open = list.FirstOrDefault(one => one.Id == open.Id) ?? open;
    }

    private static DateOnly? DateOf(string? typed) => TypedDate.Day(typed);

    private static List<Fact> FactsOf(Announcement one)
    {
        var facts = new List<Fact>
        {
            new(T("종류", "Kind"), AnnouncementWords.Of(one.Text.Kind)),
            new(T("대상", "For"), AnnouncementWords.Of(one.Text.Audience)),
            new(T("기간", "Period"), AnnouncementWords.Period(one.Text)),
            new(T("누가, 언제", "Who and when"), $"{one.By} · {TimeInSeoul(one.At)}"),
        };
        if (one.Text.EffectiveOn is { } day)
            facts.Add(new(T("시행일", "Takes effect on"), DayInWords(day)));
        if (one.WithdrawnBecause is { } why)
            facts.Add(new(T("내린 이유", "Why withdrawn"), why));
        return facts;
    }

    private async Task OpenAsync()
    {
        stood = Navigation.Uri;
        open = Guid.TryParse(Id, out var id) ? await Desk.AskAsync(d => d.FindAsync(id)) : null;
        writing = open?.Id ?? Guid.NewGuid();
        Fill(open?.Text ?? await BeginAsync());
    }

    private async Task<AnnouncementText> BeginAsync()
    {
        if (Draft is { Length: > 0 } name && await Switches.AskAsync(s => s.FindAsync(name)) is { } view)
            return AnnouncementDrafts.Of(view);
        if (Guid.TryParse(Copy, out var id) && await Desk.AskAsync(d => d.FindAsync(id)) is { } copied)
            return copied.Text with { From = null, To = null };
        if (Window is not { } number)
            return AnnouncementDrafts.Empty;
        var bank = (await Banks.AskAsync(b => b.ListAsync())).FirstOrDefault(entry =>
            entry.Windows.Any(window => window.Id == number)
        );
        return bank is null
            ? AnnouncementDrafts.Empty
            : AnnouncementDrafts.Of(bank.Bank, bank.Windows.First(window => window.Id == number).Rule);
    }

    private void Fill(AnnouncementText text)
    {
        (kind, audience, titleKo, titleEn, textKo, textEn) = (
            text.Kind,
            text.Audience,
            text.TitleKo,
            text.TitleEn,
            text.TextKo,
            text.TextEn
        );
        (from, to, effective) = (
            SeoulInput.Write(text.From),
            SeoulInput.Write(text.To),
            text.EffectiveOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );
    }

    private async Task SaveAsync()
    {
        if (await KeepAsync() is not { } kept)
            return;
        Show(kept, T("초안을 저장했어요. 아직 아무도 볼 수 없어요.", "The draft is saved. Nobody sees it yet."));
    }

    private Task PublishAsync() =>
        OnceAsync(async () =>
        {
            if (await KeepAsync() is not { } kept)
                return;
            var published = await Desk.AskAsync(d => d.PublishAsync(kept.Id, Me));
            if (published.TryGet(out var one, out var refusal))
            {
                Show(
                    one,
                    one.Holds(Clock.GetUtcNow())
                        ? T("게시했어요. 열린 화면에 바로 나타나요.", "Published. It appears on open pages at once.")
                        : T(
                            "예약했어요. 때가 되면 저절로 나타나요.",
                            "Scheduled. It appears by itself when its time comes."
                        )
                );
            }
            else
            {
                Show(kept, null);
            }

            Refusal = refusal;
        });

    private Task DiscardAsync() =>
        OnceAsync(async () =>
        {
            (said, Refusal) = (null, null);
            if (open is not { } draft || !await MayAsync(SignInRoles.Operator))
                return;
            if ((await Desk.AskAsync(d => d.DiscardAsync(draft.Id, Me))).TryGet(out _, out var refusal))
            {
                open = null;
                stood = null; // what is said stays over the change of address
                Navigation.NavigateTo("/admin/notices");
                said = T("초안을 버렸어요.", "The draft is gone.");
                await LoadAsync();
            }

            Refusal = refusal;
        });

    private async Task WithdrawAsync()
    {
        (said, Refusal) = (null, null);
        if (open is not { } published || !await MayAsync(SignInRoles.Operator))
            return;
        var withdrawn = await Desk.AskAsync(d => d.WithdrawAsync(published.Id, reason, Me));
        if (withdrawn.TryGet(out var one, out var refusal))
            Show(one, T("공지를 내렸어요. 이제 아무도 볼 수 없어요.", "Withdrawn. Nobody sees it any more."));
        Refusal = refusal;
    }

    private async Task<Announcement?> KeepAsync()
    {
        (said, Refusal) = (null, null);
        if (!await MayAsync(SignInRoles.Operator))
            return null;
        if (!SeoulInput.TryRead(from, out var begins) || !SeoulInput.TryRead(to, out var ends))
        {
            Refusal = new(RefusalKind.Invalid, "backoffice.announcement.time_invalid");
            return null;
        }

        var saved = await Desk.AskAsync(d => d.SaveAsync(writing, Typed with { From = begins, To = ends }, Me));
        saved.TryGet(out var kept, out var refusal);
        Refusal = refusal;
        return kept;
    }

    private void Show(Announcement one, string? words)
    {
        (open, said, reason) = (one, words, null);
        var address = $"/admin/notices?id={one.Id:N}";
        stood = Navigation.ToAbsoluteUri(address).AbsoluteUri;
        if (Navigation.Uri != stood)
            Navigation.NavigateTo(address, replace: true);
    }

    private async Task OnceAsync(Func<Task> work)
    {
        if (isBusy)
            return;
        isBusy = true;
        try
        {
            await work();
        }
        finally
        {
            isBusy = false;
        }
    }
}
