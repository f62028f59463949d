using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.SignUp;

/// <summary>Wrong passwords are counted where they come from, and turn against nobody else.</summary>
[Trait("Lane", "Fast")]
public sealed class SignInTriesTests : IAsyncLifetime
{
    private const string Stranger = "192.0.2.1";
    private const string Home = "198.51.100.7";
    private const string Wrong = "membership.password.wrong";
    private const string Locked = "membership.password.locked";
    private readonly APigeon pigeon = new();
    private AMembership house = null!;
    private MemberView member = null!;

    public async Task InitializeAsync()
    {
        house = new AMembership(services => services.AddSingleton<IMailCarrier>(pigeon));
        member = await house.JoinAsync();
    }

    public async Task DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task A_stranger_locks_a_name_for_their_own_address_and_nobody_else()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(Wrong, await MissAsync(member.Email, Stranger));

        var held = (await SignInAsync(member.Email, AMembership.Password, Stranger)).Refused();
        Assert.Equal((Locked, 10L), (held.Code, held.Args[0]));
        Assert.Equal(member.SignInId, (await SignInAsync(member.Email, AMembership.Password, Home)).Granted());
        Assert.Equal(member.SignInId, (await SignInAsync(member.Email, AMembership.Password, null)).Granted());
    }

    [Fact]
    public async Task What_was_missed_is_over_after_ten_minutes_to_the_instant()
    {
        for (var i = 0; i < 5; i++)
            await MissAsync(member.Email, Stranger);

        house.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(Locked, (await SignInAsync(member.Email, AMembership.Password, Stranger)).Refused().Code);
        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await SignInAsync(member.Email, AMembership.Password, Stranger)).Granted();
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_told_the_same_as_one_that_somebody_has()
    {
        var (known, unknown) = (new List<string>(), new List<string>());
        for (var i = 0; i < 7; i++)
        {
            known.Add(await MissAsync(member.Email, Stranger));
            unknown.Add(await MissAsync("nobody@example.com", Stranger));
        }

        Assert.Equal([Wrong, Wrong, Wrong, Wrong, Wrong, Locked, Locked], known);
        Assert.Equal(known, unknown);
    }

    [Fact]
    public async Task The_right_password_forgives_what_was_missed_before()
    {
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++)
                Assert.Equal(Wrong, await MissAsync($" {member.Email.ToUpperInvariant()} ", Home));
            (await SignInAsync(member.Email, AMembership.Password, Home)).Granted();
        }
    }

    [Fact]
    public async Task Sixty_guesses_at_once_get_five_tries()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(i => Task.Run(() => SignInAsync(member.Email, $"guess{i}", Stranger)))
        );

        Assert.Equal(5, answers.Count(a => a.Refused().Code == Wrong));
        Assert.Equal(55, answers.Count(a => a.Refused().Code == Locked));
    }

    [Fact]
    public async Task Thirty_misses_hold_an_address_for_all_names_but_no_browser_that_is_known()
    {
        var device = await KnownDeviceAsync(member.SignInId);
        for (var i = 0; i < 30; i++)
            Assert.Equal(Wrong, await MissAsync($"nobody{i}@example.com", Home));

        Assert.Equal(Locked, await MissAsync("nobody30@example.com", Home));
        Assert.Equal(Locked, (await SignInAsync(member.Email, AMembership.Password, Home)).Refused().Code);
        (await SignInAsync(member.Email, AMembership.Password, Home, device)).Granted();
        (await SignInAsync(member.Email, AMembership.Password, Stranger)).Granted();

        // Known to one person is not known to another.
        var other = await house.JoinAsync("이다른");
        Assert.Equal(Locked, (await SignInAsync(other.Email, AMembership.Password, Home, device)).Refused().Code);
    }

    [Fact]
    public async Task A_known_browser_has_five_tries_of_its_own()
    {
        var device = await KnownDeviceAsync(member.SignInId);
        for (var i = 0; i < 5; i++)
            Assert.Equal(Wrong, (await SignInAsync(member.Email, "wrong", Home, device)).Refused().Code);

        Assert.Equal(Locked, (await SignInAsync(member.Email, AMembership.Password, Stranger, device)).Refused().Code);
        (await SignInAsync(member.Email, AMembership.Password, Home)).Granted();
    }

    [Fact]
    public async Task A_hundred_misses_a_day_from_everywhere_hold_new_browsers_until_midnight_or_a_new_password()
    {
        var device = await KnownDeviceAsync(member.SignInId);
        for (var i = 0; i < 100; i++)
            Assert.Equal(Wrong, await MissAsync(member.Email, $"192.0.2.{i / 4}"));

        Assert.Equal(Locked, (await SignInAsync(member.Email, AMembership.Password, Home)).Refused().Code);
        (await SignInAsync(member.Email, AMembership.Password, Home, device)).Granted();

        house.Clock.SetUtcNow(SeoulTime.EndOf(new(2026, 11, 22)).AddMilliseconds(-1));
        Assert.Equal(Locked, (await SignInAsync(member.Email, AMembership.Password, Home)).Refused().Code);
        await ResetAsync("brand-new-horse-7");
        (await SignInAsync(member.Email, "brand-new-horse-7", Home)).Granted();
    }

    [Fact]
    public async Task The_hundred_are_counted_anew_from_midnight_in_Seoul()
    {
        for (var i = 0; i < 100; i++)
            await MissAsync(member.Email, $"192.0.2.{i / 4}");

        house.Clock.SetUtcNow(SeoulTime.EndOf(new(2026, 11, 22)));
        (await SignInAsync(member.Email, AMembership.Password, Home)).Granted();
    }

    [Fact]
    public async Task A_new_password_by_mail_counts_anew_where_the_old_one_was_missed()
    {
        for (var i = 0; i < 5; i++)
            await MissAsync(member.Email, Home);
        Assert.Equal(Locked, await MissAsync(member.Email, Home));

        await ResetAsync("brand-new-horse-7");

        (await SignInAsync(member.Email, "brand-new-horse-7", Home)).Granted();
    }

    [Fact]
    public async Task The_person_is_told_of_a_lock_once_an_hour_from_however_many_addresses()
    {
        for (var address = 1; address <= 3; address++)
        for (var i = 0; i < 7; i++)
            await MissAsync(member.Email, $"192.0.2.{address}");
        await APigeon.CarryAllAsync(house);
        Assert.Single(pigeon.Letters, l => l.What.Event == NoticeEvent.SignInLocked);

        house.Clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 5; i++)
            await MissAsync(member.Email, Stranger);
        await APigeon.CarryAllAsync(house);
        Assert.Equal(2, pigeon.Letters.Count(l => l.What.Event == NoticeEvent.SignInLocked));
    }

    [Fact]
    public async Task Ten_sign_ups_an_hour_for_an_address_taken_or_not_and_the_same_form_again_is_no_further_one()
    {
        Assert.Equal("membership.sign_up.email_taken", (await BeginAsync(0, member.Email)).Refused().Code);
        for (var n = 1; n < 10; n++)
            (await BeginAsync(n)).Granted();
        (await BeginAsync(9)).Granted();

        var many = (await BeginAsync(10)).Refused();
        Assert.Equal(("membership.sign_up.too_many", 10L), (many.Code, many.Args[0]));
        (await BeginAsync(10, address: Home)).Granted();
        (await BeginAsync(11, address: null)).Granted();

        house.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        (await BeginAsync(10)).Refused();
        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await BeginAsync(10)).Granted();

        Task<Result<SignUpDraft>> BeginAsync(int n, string? email = null, string? address = Stranger)
        {
            var form = AMembership.Form(email ?? $"new{n}@example.com", phone: $"010-8000-{n:0000}");
            return house.MembersAsync(m => m.PrepareSignUpAsync(form, address));
        }
    }

    private async Task<string> MissAsync(string email, string address) =>
        (await SignInAsync(email, "wrong", address)).Refused().Code;

    private Task<Result<string>> SignInAsync(string email, string password, string? address, string? device = null) =>
        house.AskAsync((ISignIns s) => s.VerifySignInAsync(email, password, new(address, device)));

    private async Task<string> KnownDeviceAsync(string signInId)
    {
        const string Token = "0123456789abcdef";
        (await house.AskAsync((ISessions s) => s.OpenAsync(signInId, "Chrome · Mac", Token))).Granted();
        return Token;
    }

    private async Task ResetAsync(string password)
    {
        (await house.AskAsync((IAccountRecovery r) => r.AskAsync(member.Email, from: null))).Granted();
        await APigeon.CarryAllAsync(house);
        var token = pigeon.Letters.Last(l => l.What.Event == NoticeEvent.PasswordResetAsked).Token;
        (await house.AskAsync((IAccountRecovery r) => r.ResetAsync(token, password))).Granted();
    }
}
