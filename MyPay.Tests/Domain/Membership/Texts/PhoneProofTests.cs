using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.Texts;

[Trait("Lane", "Fast")]
public sealed class PhoneProofTests : IAsyncLifetime
{
    private const string Phone = "010-1234-5678";
    private AMembership house = null!;

    public Task InitializeAsync()
    {
        house = new AMembership();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task Six_digits_go_to_the_number_and_prove_it_to_the_asker_alone()
    {
        var sent = (await SendAsync()).Granted();

        var text = Assert.Single(house.Phone.Texts);
        Assert.Equal(("01012345678", "ko"), (text.To, text.Language));
        Assert.Matches(@"\A[0-9]{6}\z", text.Code);
        Assert.Equal(
            ("010-****-5678", 5, house.Clock.GetUtcNow().AddMinutes(5)),
            (sent.MaskedPhone, sent.TriesLeft, sent.ExpiresAt)
        );
        Assert.Equal("membership.phone_code.not_found", (await EnterAsync(sent, text.Code, "another")).Refused().Code);
        Assert.Null(await house.AskAsync((IPhoneProofs p) => p.FindAsync(new(sent.Id, "another"))));
        (await EnterAsync(sent, $" {text.Code[..3]} {text.Code[3..]} ")).Granted();
        (await EnterAsync(sent, "whatever")).Granted(); // proved is proved, for the second press
    }

    [Fact]
    public async Task Five_tries_and_the_right_one_comes_too_late()
    {
        var sent = (await SendAsync()).Granted();
        for (var left = 4L; left > 0; left--)
        {
            var wrong = (await EnterAsync(sent, "")).Refused();
            Assert.Equal(("membership.phone_code.wrong", left), (wrong.Code, wrong.Args[0]));
        }

        Assert.Equal("membership.phone_code.no_tries_left", (await EnterAsync(sent, "")).Refused().Code);
        Assert.Equal("membership.phone_code.no_tries_left", (await EnterAsync(sent, Code)).Refused().Code);
    }

    [Fact]
    public async Task A_hundred_guesses_at_once_get_five_tries()
    {
        var sent = (await SendAsync()).Granted();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(i => Task.Run(() => EnterAsync(sent, $"x{i}")))
        );

        Assert.Equal(4, answers.Count(a => a.Refused().Code == "membership.phone_code.wrong"));
        Assert.Equal(96, answers.Count(a => a.Refused().Code == "membership.phone_code.no_tries_left"));
    }

    [Fact]
    public async Task A_code_lives_five_minutes()
    {
        var sent = (await SendAsync()).Granted();
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("membership.phone_code.expired", (await EnterAsync(sent, Code)).Refused().Code);

        sent = (await SendAsync()).Granted();
        house.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        (await EnterAsync(sent, Code)).Granted();
    }

    [Fact]
    public async Task One_a_minute_for_a_number_whoever_asks()
    {
        (await SendAsync()).Granted();
        house.Clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromMilliseconds(1));
        var soon = (await SendAsync(asker: "another")).Refused();
        Assert.Equal(("membership.phone_code.too_soon", 1L), (soon.Code, soon.Args[0]));
        Assert.Equal("membership.phone_code.too_soon", (await SendAsync(another: true)).Refused().Code);

        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await SendAsync(asker: "another")).Granted();
        (await SendAsync("010-1234-5679")).Granted();
        Assert.Equal(3, house.Phone.Texts.Count);
    }

    [Fact]
    public async Task Two_presses_of_one_asker_send_one_message()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SendAsync())));

        Assert.Single(answers.Select(a => a.Granted().Id).Distinct());
        Assert.Single(house.Phone.Texts);
    }

    [Fact]
    public async Task Ten_a_day_for_a_number_and_ten_more_from_midnight_in_Seoul()
    {
        for (var i = 0; i < 10; i++)
            await SendAndWaitAsync();

        var many = (await SendAsync()).Refused();
        Assert.Equal(("membership.phone_code.too_many_number", 10L), (many.Code, many.Args[0]));
        house.Clock.SetUtcNow(SeoulTime.EndOf(new(2026, 11, 22)).AddMilliseconds(-1));
        (await SendAsync()).Refused();
        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await SendAsync()).Granted();
    }

    [Fact]
    public async Task Thirty_a_day_for_an_address_whatever_the_numbers()
    {
        for (var i = 0; i < 30; i++)
            (await SendAsync($"010-2222-{i:0000}", address: "203.0.113.7")).Granted();

        var many = (await SendAsync("010-2222-9999", address: "203.0.113.7")).Refused();
        Assert.Equal(("membership.phone_code.too_many_address", 30L), (many.Code, many.Args[0]));
        (await SendAsync("010-2222-9999", address: "203.0.113.8")).Granted();
    }

    [Fact]
    public async Task A_gateway_that_is_away_is_said_and_its_code_proves_nothing()
    {
        house.Phone.IsAway = true;
        Assert.Equal("membership.phone_code.not_sent", (await SendAsync()).Refused().Code);
        Assert.Equal("membership.phone_code.too_soon", (await SendAsync()).Refused().Code);

        house.Phone.IsAway = false;
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var sent = (await SendAsync()).Granted();
        (await EnterAsync(sent, Code)).Granted();
    }

    [Theory]
    [InlineData("02-123-4567")]
    [InlineData("010-1234-567")]
    [InlineData("")]
    [InlineData(null)]
    public async Task What_is_no_mobile_number_is_sent_nothing(string? phone)
    {
        Assert.Equal(
            "membership.sign_up.phone_invalid",
            (await house.AskAsync((IPhoneProofs p) => p.SendAsync(new(phone, "me", "ko", null)))).Refused().Code
        );
        Assert.Empty(house.Phone.Texts);
    }

    [Fact]
    public async Task Nobody_joins_without_the_proof_and_the_same_proof_joins_once()
    {
        var draft = (await house.MembersAsync(m => m.PrepareSignUpAsync(AMembership.Form(), address: null))).Granted();
        var sent = (await SendAsync()).Granted();
        var proof = new PhoneProof(sent.Id, "me");
        Assert.Equal(
            "membership.phone_code.proof_missing",
            (await house.MembersAsync(m => m.SignUpAsync(draft, proof))).Refused().Code
        );

        (await EnterAsync(sent, Code)).Granted();
        var member = (await house.MembersAsync(m => m.SignUpAsync(draft, proof))).Granted();
        Assert.True(member.IsPhoneProved);
        Assert.Equal(member.Id, (await house.MembersAsync(m => m.SignUpAsync(draft, proof))).Granted().Id);
        var other = (
            await house.MembersAsync(m =>
                m.PrepareSignUpAsync(AMembership.Form("other@example.com", phone: "010-1234-5679"), address: null)
            )
        ).Granted();
        Assert.Equal(
            "membership.phone_code.proof_missing",
            (await house.MembersAsync(m => m.SignUpAsync(other, proof))).Refused().Code
        );
        Assert.Equal(
            "membership.sign_up.phone_taken",
            (await house.MembersAsync(m => m.PrepareSignUpAsync(AMembership.Form("other@example.com"), address: null)))
                .Refused()
                .Code
        );
    }

    private string Code => house.Phone.Texts[^1].Code;

    private async Task SendAndWaitAsync()
    {
        (await SendAsync()).Granted();
        house.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private Task<Result<PhoneCodeView>> SendAsync(
        string phone = Phone,
        string asker = "me",
        string? address = null,
        bool another = false
    ) => house.AskAsync((IPhoneProofs p) => p.SendAsync(new(phone, asker, "ko", address, another)));

    private Task<Result<Done>> EnterAsync(PhoneCodeView sent, string code, string asker = "me") =>
        house.AskAsync((IPhoneProofs p) => p.EnterAsync(new(sent.Id, asker), code));
}
