using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.BackOffice;

/// <summary>Announcements: written in both languages, published for a time, dismissed by each person alone.</summary>
[Trait("Lane", "Fast")]
public sealed class AnnouncementTests : IAsyncLifetime
{
    private static readonly AnnouncementText Text = new(
        AnnouncementKind.Notice,
        AnnouncementAudience.Everybody,
        "새 소식",
        "News",
        "첫 줄\n둘째 줄",
        "One\nTwo",
        null,
        null,
        null
    );
    private AMembership house = null!;
    private Actor writer = null!;

    private DateTimeOffset Now => house.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        house = new AMembership(services => services.AddBackOfficeAlone());
        writer = new(
            (
                await house.AskAsync(
                    (ISignIns s) => s.CreateAsync("writer@mypay.test", "MyPay!2026", "담당", [SignInRoles.Operator])
                )
            ).Granted(),
            "writer@mypay.test"
        );
    }

    public async Task DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task A_draft_is_nobodys_a_published_one_is_for_its_readers_and_a_withdrawn_one_is_gone()
    {
        var draft = await SavedAsync(Text);
        Assert.Empty(await ListAsync(AnnouncementReader.Member));
        var published = (await Ask(a => a.PublishAsync(draft.Id, writer))).Granted();
        Assert.Equal(Now, published.Text.From);
        var members = await PublishedAsync(Text with { Audience = AnnouncementAudience.Members, TitleKo = "회원" });
        var shops = await PublishedAsync(Text with { Audience = AnnouncementAudience.Franchises, TitleKo = "가맹점" });

        Assert.Equal([draft.Id], await ListAsync(AnnouncementReader.Anybody));
        Assert.Equivalent(new[] { draft.Id, members.Id }, await ListAsync(AnnouncementReader.Member), strict: true);
        Assert.Equivalent(new[] { draft.Id, shops.Id }, await ListAsync(AnnouncementReader.Franchise), strict: true);

        Assert.Equal(
            "backoffice.reason.missing",
            (await Ask(a => a.WithdrawAsync(draft.Id, " ", writer))).Refused().Code
        );
        (await Ask(a => a.WithdrawAsync(draft.Id, "오타", writer))).Granted();
        Assert.Empty(await ListAsync(AnnouncementReader.Anybody));
        Assert.Equal(
            "backoffice.announcement.not_published",
            (await Ask(a => a.WithdrawAsync(draft.Id, "오타", writer))).Refused().Code
        );
        Assert.Equal(
            "backoffice.announcement.no_draft",
            (await Ask(a => a.SaveAsync(draft.Id, Text, writer))).Refused().Code
        );
        Assert.Equal(
            "backoffice.announcement.no_draft",
            (await Ask(a => a.PublishAsync(draft.Id, writer))).Refused().Code
        );
        Assert.Equal(
            ["announcement.withdrawn", "announcement.published", "announcement.drafted"],
            (
                await house.AskAsync(
                    (IAuditLog log) => log.ListAsync(new(Subject: $"announcement:{draft.Id:N}"), null, 10)
                )
            ).Select(e => e.Action)
        );
    }

    [Fact]
    public async Task A_scheduled_one_is_a_banner_from_its_time_to_its_time_and_stays_in_the_list()
    {
        var (from, to) = (Now.AddHours(1), Now.AddHours(3));
        var one = await PublishedAsync(Text with { From = from, To = to });
        Assert.Null(await BannerAsync("a"));
        house.Clock.SetUtcNow(from.AddMilliseconds(-1));
        Assert.Null(await BannerAsync("a"));
        house.Clock.SetUtcNow(from);
        Assert.Equal(one.Id, await BannerAsync("a"));
        house.Clock.SetUtcNow(to.AddMilliseconds(-1));
        Assert.Equal(one.Id, await BannerAsync("a"));
        house.Clock.SetUtcNow(to);
        Assert.Null(await BannerAsync("a"));
        Assert.Equal([one.Id], await ListAsync(AnnouncementReader.Member));
    }

    [Fact]
    public async Task Each_person_puts_it_away_for_themselves_and_sees_the_next()
    {
        var older = await PublishedAsync(Text);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var newer = await PublishedAsync(Text with { TitleKo = "더 새 소식" });

        Assert.Equal(newer.Id, await BannerAsync("a"));
        (await Ask(a => a.DismissAsync(newer.Id, "a"))).Granted();
        (await Ask(a => a.DismissAsync(newer.Id, "a"))).Granted(); // a double press
        Assert.Equal((older.Id, newer.Id), (await BannerAsync("a"), await BannerAsync("b")));
        (await Ask(a => a.DismissAsync(older.Id, "a"))).Granted();
        Assert.Null(await BannerAsync("a"));
        Assert.Equal([newer.Id, older.Id], await ListAsync(AnnouncementReader.Member));
        Assert.Equal(
            "backoffice.announcement.not_found",
            (await Ask(a => a.DismissAsync(Guid.NewGuid(), "a"))).Refused().Code
        );
    }

    [Theory]
    [InlineData(0, 6, "backoffice.announcement.terms_too_late")]
    [InlineData(0, 7, null)]
    [InlineData(2, 8, "backoffice.announcement.terms_too_late")] // shown from the day after tomorrow, six days before
    [InlineData(2, 9, null)]
    public async Task A_change_of_terms_is_told_seven_days_ahead(int fromDays, int effectiveDays, string? code)
    {
        var today = SeoulTime.DateOf(Now);
        var draft = await SavedAsync(
            Text with
            {
                Kind = AnnouncementKind.Terms,
                From = fromDays == 0 ? null : Now.AddDays(fromDays),
                EffectiveOn = today.AddDays(effectiveDays),
            }
        );
        var published = await Ask(a => a.PublishAsync(draft.Id, writer));
        if (code is null)
            published.Granted();
        else
            Assert.Equal(code, published.Refused().Code);
    }

    [Fact]
    public async Task A_change_of_terms_says_its_day_and_stands_until_then()
    {
        var today = SeoulTime.DateOf(Now);
        var none = await SavedAsync(Text with { Kind = AnnouncementKind.Terms });
        Assert.Equal(
            "backoffice.announcement.effective_missing",
            (await Ask(a => a.PublishAsync(none.Id, writer))).Refused().Code
        );
        var brief = await SavedAsync(
            Text with
            {
                Kind = AnnouncementKind.Terms,
                EffectiveOn = today.AddDays(10),
                To = SeoulTime.StartOf(today.AddDays(9)),
            }
        );
        Assert.Equal(
            "backoffice.announcement.terms_too_late",
            (await Ask(a => a.PublishAsync(brief.Id, writer))).Refused().Code
        );
        Assert.Null((await SavedAsync(Text with { EffectiveOn = today })).Text.EffectiveOn); // other kinds have none
    }

    [Theory]
    [InlineData("", "a", "backoffice.announcement.title_missing")]
    [InlineData("  ", "a", "backoffice.announcement.title_missing")]
    [InlineData("a", "", "backoffice.announcement.text_missing")]
    [InlineData("a\nb", "a", "backoffice.announcement.text_invalid")]
    [InlineData("a", "pay\u202Eten", "backoffice.announcement.text_invalid")] // turns the reading direction
    [InlineData("a", "a\u0007", "backoffice.announcement.text_invalid")]
    [InlineData("a", "a\u200B", "backoffice.announcement.text_invalid")]
    public async Task Words_that_are_missing_or_hide_something_are_refused(string title, string text, string code) =>
        Assert.Equal(
            code,
            (await Ask(a => a.SaveAsync(Guid.NewGuid(), Text with { TitleEn = title, TextKo = text }, writer)))
                .Refused()
                .Code
        );

    [Fact]
    public async Task Words_are_kept_as_plain_text_with_their_line_breaks()
    {
        var kept = await SavedAsync(Text with { TitleKo = " <b>점검</b> ", TextKo = "첫 줄\r\n둘째 줄 👨‍👩‍👧" });
        Assert.Equal(("<b>점검</b>", "첫 줄\n둘째 줄 👨‍👩‍👧"), (kept.Text.TitleKo, kept.Text.TextKo));
        Assert.Equal(
            "backoffice.announcement.title_missing",
            (await Ask(a => a.SaveAsync(Guid.NewGuid(), Text with { TitleKo = new('가', 81) }, writer))).Refused().Code
        );
        Assert.Equal(
            "backoffice.announcement.text_missing",
            (await Ask(a => a.SaveAsync(Guid.NewGuid(), Text with { TextEn = new('a', 2_001) }, writer))).Refused().Code
        );
        Assert.Equal(
            "backoffice.announcement.time_invalid",
            (
                await Ask(a =>
                    a.SaveAsync(Guid.NewGuid(), Text with { From = Now.AddHours(2), To = Now.AddHours(1) }, writer)
                )
            )
                .Refused()
                .Code
        );
        var over = await SavedAsync(Text with { To = Now.AddMinutes(1) });
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("backoffice.announcement.over", (await Ask(a => a.PublishAsync(over.Id, writer))).Refused().Code);
    }

    [Fact]
    public async Task Only_an_operator_writes_and_a_draft_saved_twice_is_one()
    {
        var auditor = new Actor(
            (
                await house.AskAsync(
                    (ISignIns s) => s.CreateAsync("auditor@mypay.test", "MyPay!2026", "감사", [SignInRoles.Auditor])
                )
            ).Granted(),
            "auditor@mypay.test"
        );
        var draft = await SavedAsync(Text);
        (await Ask(a => a.SaveAsync(draft.Id, Text with { TitleKo = "고친 제목" }, writer))).Granted();
        Assert.Equal("고친 제목", Assert.Single(await Ask(a => a.AllAsync(10))).Text.TitleKo);
        Assert.Equal("backoffice.role.missing", (await Ask(a => a.SaveAsync(draft.Id, Text, auditor))).Refused().Code);
        Assert.Equal("backoffice.role.missing", (await Ask(a => a.PublishAsync(draft.Id, auditor))).Refused().Code);
        Assert.Equal("backoffice.role.missing", (await Ask(a => a.DiscardAsync(draft.Id, auditor))).Refused().Code);
        (await Ask(a => a.DiscardAsync(draft.Id, writer))).Granted();
        Assert.Empty(await Ask(a => a.AllAsync(10)));
        Assert.Equal(
            "backoffice.announcement.not_found",
            (await Ask(a => a.PublishAsync(draft.Id, writer))).Refused().Code
        );
    }

    private Task<T> Ask<T>(Func<IAnnouncements, Task<T>> question) => house.AskAsync(question);

    private async Task<Announcement> SavedAsync(AnnouncementText text) =>
        (await Ask(a => a.SaveAsync(Guid.NewGuid(), text, writer))).Granted();

    private async Task<Announcement> PublishedAsync(AnnouncementText text)
    {
        var draft = await SavedAsync(text);
        return (await Ask(a => a.PublishAsync(draft.Id, writer))).Granted();
    }

    private async Task<IEnumerable<Guid>> ListAsync(AnnouncementReader reader) =>
        (await Ask(a => a.ForAsync(reader, 10))).Select(one => one.Id);

    private async Task<Guid?> BannerAsync(string person) =>
        (await Ask(a => a.BannerAsync(AnnouncementReader.Member, person)))?.Id;
}
