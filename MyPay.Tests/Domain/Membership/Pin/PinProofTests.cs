using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Membership.Passkeys;
using MyPay.Domain.Membership.Pin;
using MyPay.Domain.Membership.SecondFactor;
using MyPay.Domain.Membership.SignUp;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.Pin;

/// <summary>A new PIN takes the old one, or two different proofs; a stolen password is none.</summary>
[Trait("Lane", "Fast")]
public sealed class PinProofTests : IAsyncLifetime
{
    private const string Old = "258039";
    private const string New = "604182";

    private readonly APigeon pigeon = new();
    private AMembership house = null!;
    private MemberView member = null!;
    private Actor me = null!;

    public async Task InitializeAsync()
    {
        house = new AMembership(services => services.AddSingleton<IMailCarrier>(pigeon));
        member = await house.JoinAsync();
        (await house.PinsAsync(p => p.SetAsync(member.Id, Old, null))).Granted();
        me = await house.SignedInAsync(member.SignInId);
    }

    public async Task DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task The_sign_in_and_its_password_are_no_proof()
    {
        (await house.AskAsync((IStepUps s) => s.ByPasswordAsync(me, AMembership.Password))).Granted();

        Assert.Equal(("membership.pin.proofs_missing", 2L), Missing(await SetAsync()));
        await LockAsync();
        (await house.AskAsync((IStepUps s) => s.ByPasswordAsync(me, AMembership.Password))).Granted();
        Assert.Equal(("membership.pin.proofs_missing", 2L), Missing(await SetAsync()));
        Assert.Equal(("membership.pin.proofs_missing", 2L), Missing(await SetAsync(by: null)));
    }

    [Fact]
    public async Task The_old_pin_is_enough_for_ten_minutes_in_its_session_and_for_one_new_pin()
    {
        var elsewhere = await house.SignedInAsync(member.SignInId);
        Assert.Equal("membership.pin.wrong", (await ByOldPinAsync("258040")).Refused().Code);
        (await ByOldPinAsync(Old)).Granted();
        Assert.Equal(("membership.pin.proofs_missing", 2L), Missing(await SetAsync(by: elsewhere)));
        house.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(("membership.pin.proofs_missing", 2L), Missing(await SetAsync()));

        (await ByOldPinAsync(Old)).Granted();
        house.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        (await SetAsync()).Granted();
        Assert.Equal(("membership.pin.proofs_missing", 2L), Missing(await SetAsync("135791")));
        Assert.NotEqual(CalmReason.NewPin, (await CalmAsync())!.Reason); // who knows the old one took nothing over
    }

    [Fact]
    public async Task A_text_and_a_letter_are_two_and_two_texts_are_one()
    {
        await LockAsync();
        await ByTextAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await ByTextAsync();
        Assert.Equal(("membership.pin.proofs_missing", 1L), Missing(await SetAsync()));

        (await SendMailAsync()).Granted();
        Assert.True((await StateAsync()).IsMailSent);
        Assert.Equal(("membership.pin.proofs_missing", 1L), Missing(await SetAsync()));
        var token = await pigeon.TokenAsync(house, NoticeEvent.PinProofAsked, member.Email);
        Assert.Equal("membership.recovery.link_void", (await ConfirmMailAsync("not it")).Refused().Code);
        (await ConfirmMailAsync(token)).Granted();
        Assert.Equal("membership.recovery.link_void", (await ConfirmMailAsync(token)).Refused().Code);
        Assert.Equal("Text Mail, 0 missing", await GivenAsync());

        (await SetAsync()).Granted();
        (await house.PinsAsync(p => p.VerifyAsync(member.Id, New))).Granted();
        Assert.Equal(", 2 missing", await GivenAsync()); // used up
        Assert.Equal(new CalmTime(house.Clock.GetUtcNow().AddHours(24), CalmReason.NewPin), await CalmAsync());
    }

    [Fact]
    public async Task What_was_given_before_the_lock_does_not_unlock()
    {
        await ByTextAsync();
        await ByMailAsync();
        await LockAsync();

        Assert.Equal(("membership.pin.proofs_missing", 2L), Missing(await SetAsync()));
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await ByTextAsync();
        await ByMailAsync();
        (await SetAsync()).Granted();
    }

    [Fact]
    public async Task A_proof_counts_for_half_an_hour()
    {
        await ByTextAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(29));
        await ByMailAsync();
        (await SendMailAsync()).Granted();
        var late = await pigeon.TokenAsync(house, NoticeEvent.PinProofAsked, member.Email);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("membership.pin.proofs_missing", 1L), Missing(await SetAsync()));
        house.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal("membership.recovery.link_void", (await ConfirmMailAsync(late)).Refused().Code);
        Assert.Equal(("membership.pin.proofs_missing", 2L), Missing(await SetAsync()));
    }

    [Fact]
    public async Task Proofs_of_another_person_or_session_are_none()
    {
        var (other, elsewhere) = (await house.JoinAsync(), await house.SignedInAsync(member.SignInId));
        var stranger = await house.SignedInAsync(other.SignInId);
        await ByTextAsync();
        await ByMailAsync();

        Assert.Equal(("membership.pin.proofs_missing", 2L), Missing(await SetAsync(by: elsewhere)));
        Assert.Equal(("membership.pin.proofs_missing", 2L), Missing(await SetAsync(by: stranger)));
        Assert.Equal(
            "membership.session.not_found",
            (await house.AskAsync((IPinProofs p) => p.SendMailAsync(member.Id, stranger))).Refused().Code
        );
        (await house.AskAsync((ISessions s) => s.EndAsync(member.SignInId, me.Session!.Value))).Granted();
        Assert.Equal(("membership.pin.proofs_missing", 2L), Missing(await SetAsync()));
    }

    [Fact]
    public async Task Three_letters_an_hour_are_sent()
    {
        for (var i = 0; i < 3; i++)
            (await SendMailAsync()).Granted();
        var fourth = (await SendMailAsync()).Refused();
        Assert.Equal(("membership.pin_proof.too_many_letters", 3L), (fourth.Code, fourth.Args[0]));
        house.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        (await SendMailAsync()).Refused();
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        (await SendMailAsync()).Granted();
    }

    [Fact]
    public async Task A_number_that_changed_within_the_day_proves_nothing()
    {
        var proof = await house.ProveAsync("010-5555-0001", $"member:{member.Id}");
        (
            await house.MembersAsync(m =>
                m.ChangeProfileAsync(member.Id, new ProfileChange(null, "010-5555-0001", null, proof), me)
            )
        ).Granted();
        Assert.Equal(CalmReason.NewPhone, (await CalmAsync())!.Reason);

        house.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Null((await StateAsync()).MaskedPhone);
        Assert.Equal(
            "membership.pin_proof.too_new",
            (await house.AskAsync((IPinProofs p) => p.SendTextAsync(member.Id, null))).Refused().Code
        );
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("010-****-0001", (await StateAsync()).MaskedPhone);
        me = await house.SignedInAsync(member.SignInId);
        await ByTextAsync();
        Assert.Equal("Text, 1 missing", await GivenAsync());
    }

    [Theory]
    [InlineData(24 * 3600, true)]
    [InlineData((24 * 3600) - 1, false)]
    public async Task A_passkey_or_a_second_step_must_be_a_day_old(int ageInSeconds, bool counts)
    {
        var since = house.Clock.GetUtcNow().AddSeconds(-ageInSeconds);
        await house.DbAsync(async db =>
        {
            db.Add(
                new PasskeyRow
                {
                    Id = "a2V5",
                    SignInId = member.SignInId,
                    Name = "열쇠",
                    AddedAt = since,
                }
            );
            db.Add(
                new SecondFactorRow
                {
                    SignInId = member.SignInId,
                    Secret = "sealed",
                    OnSince = since,
                }
            );
            return await db.SaveChangesAsync();
        });

        var state = await StateAsync();
        Assert.Equal((counts, counts), (state.HasPasskey, state.HasSecondStep));
        if (!counts)
            Assert.Equal(
                "membership.pin_proof.too_new",
                (await house.AskAsync((IPinProofs p) => p.BySecondStepAsync(member.Id, me, "123456"))).Refused().Code
            );
    }

    [Fact]
    public async Task A_code_of_the_second_step_and_a_letter_are_two()
    {
        var secret = (await house.AskAsync((ISecondFactors f) => f.BeginAsync(me))).Granted();
        (
            await house.AskAsync(
                (ISecondFactors f) =>
                    f.TurnOnAsync(member.SignInId, AnAuthenticator.Code(secret, house.Clock.GetUtcNow()))
            )
        ).Granted();
        house.Clock.Advance(TimeSpan.FromHours(25));
        me = await house.SignedInAsync(member.SignInId);

        Assert.Equal("membership.second_factor.code_wrong", (await BySecondStepAsync("000000")).Refused().Code);
        (await BySecondStepAsync(AnAuthenticator.Code(secret, house.Clock.GetUtcNow()))).Granted();
        Assert.Equal("Device, 1 missing", await GivenAsync());
        await ByMailAsync();
        (await SetAsync()).Granted();
    }

    private static (string Code, object Missing) Missing(Result<Done> answer) =>
        (answer.Refused().Code, answer.Refused().Args[0]);

    private Task<Result<Done>> SetAsync(string pin = New) => SetAsync(pin, me);

    private Task<Result<Done>> SetAsync(Actor? by) => SetAsync(New, by);

    private Task<Result<Done>> SetAsync(string pin, Actor? by) => house.PinsAsync(p => p.SetAsync(member.Id, pin, by));

    private Task<Result<Done>> ByOldPinAsync(string pin) =>
        house.AskAsync((IPinProofs p) => p.ByOldPinAsync(member.Id, me, pin));

    private Task<Result<Done>> BySecondStepAsync(string code) =>
        house.AskAsync((IPinProofs p) => p.BySecondStepAsync(member.Id, me, code));

    private async Task ByTextAsync()
    {
        var sent = (await house.AskAsync((IPinProofs p) => p.SendTextAsync(member.Id, null, true))).Granted();
        var code = house.Phone.Texts[^1].Code;
        (await house.AskAsync((IPinProofs p) => p.EnterTextAsync(member.Id, me, sent.Id, code))).Granted();
    }

    private async Task ByMailAsync()
    {
        (await SendMailAsync()).Granted();
        (await ConfirmMailAsync(await pigeon.TokenAsync(house, NoticeEvent.PinProofAsked, member.Email))).Granted();
    }

    private Task<Result<Done>> SendMailAsync() => house.AskAsync((IPinProofs p) => p.SendMailAsync(member.Id, me));

    private Task<Result<Done>> ConfirmMailAsync(string token) =>
        house.AskAsync((IPinProofs p) => p.ConfirmMailAsync(token));

    private Task<PinProofsView> StateAsync() => house.AskAsync((IPinProofs p) => p.StateAsync(member.Id, me));

    private async Task<string> GivenAsync()
    {
        var state = await StateAsync();
        return $"{string.Join(' ', state.Given)}, {state.Missing} missing";
    }

    private async Task LockAsync()
    {
        for (var i = 0; i < 5; i++)
            (await house.PinsAsync(p => p.VerifyAsync(member.Id, "111222"))).Refused();
        house.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private Task<CalmTime?> CalmAsync() =>
        house.DbAsync(async db =>
        {
            var row = await db.Set<MemberRow>().SingleAsync(m => m.Id == member.Id);
            return row.CalmUntil is { } until ? new CalmTime(until, row.CalmReason!.Value) : null;
        });
}
