using System.Text;
using MyPay.Domain.Membership;
using MyPay.Domain.Membership.SecondFactor;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.SecondFactor;

public sealed class SecondFactorTests : IAsyncLifetime
{
    private AProduct product = null!;
    private string person = "";
    private Actor me = null!;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        person = (await product.MemberAsync("김인증")).SignInId;
        me = await product.SignedInAsync(person);
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    // RFC 6238, appendix B: the last six of the eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(
            code,
            Totp.CodeOf(
                Encoding.ASCII.GetBytes("12345678901234567890"),
                Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))
            )
        );

    // RFC 4648's alphabet, 20 bytes.
    [Fact]
    public void A_secret_is_written_as_apps_read_it() =>
        Assert.Equal(
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
            Totp.ToBase32(Encoding.ASCII.GetBytes("12345678901234567890"))
        );

    [Fact]
    public async Task It_counts_only_after_a_code_and_takes_each_code_once()
    {
        var secret = (await AskAsync(f => f.BeginAsync(me))).Granted();
        Assert.False((await AskAsync(f => f.StateAsync(person))).IsOn);
        Assert.Equal(
            "membership.second_factor.code_wrong",
            (await AskAsync(f => f.TurnOnAsync(person, "000000"))).Refused().Code
        );

        var codes = (await AskAsync(f => f.TurnOnAsync(person, CodeNow(secret)))).Granted();
        Assert.Equal(10, codes.Distinct().Count());
        Assert.Equal(
            "membership.second_factor.code_wrong",
            (await AskAsync(f => f.VerifyAsync(person, CodeNow(secret)))).Refused().Code
        ); // the one that turned it on

        product.Clock.Advance(TimeSpan.FromSeconds(60));
        (await AskAsync(f => f.VerifyAsync(person, CodeNow(secret).Insert(3, " ")))).Granted();
        Assert.Equal(
            "membership.second_factor.code_wrong",
            (await AskAsync(f => f.VerifyAsync(person, CodeNow(secret)))).Refused().Code
        );

        (await AskAsync(f => f.VerifyAsync(person, codes[3].ToUpperInvariant()))).Granted();
        Assert.Equal(
            "membership.second_factor.code_wrong",
            (await AskAsync(f => f.VerifyAsync(person, codes[3]))).Refused().Code
        );
        Assert.Equal(9, (await AskAsync(f => f.StateAsync(person))).RecoveryCodesLeft);
    }

    [Fact]
    public async Task Five_wrong_codes_lock_it_whatever_the_password()
    {
        var secret = (await AskAsync(f => f.BeginAsync(me))).Granted();
        (await AskAsync(f => f.TurnOnAsync(person, CodeNow(secret)))).Granted();
        product.Clock.Advance(TimeSpan.FromSeconds(60));
        var wrong = CodeNow(secret) == "123456" ? "654321" : "123456";

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => AskAsync(f => f.VerifyAsync(person, wrong)))
        );

        Assert.Equal(5, answers.Count(a => a.Refused().Code == "membership.second_factor.code_wrong"));
        Assert.Equal(
            "membership.second_factor.locked",
            (await AskAsync(f => f.VerifyAsync(person, CodeNow(secret)))).Refused().Code
        );
        product.Clock.Advance(TimeSpan.FromMinutes(11));
        (await AskAsync(f => f.VerifyAsync(person, CodeNow(secret)))).Granted();
    }

    [Fact]
    public async Task Turned_off_it_is_gone_with_its_recovery_codes()
    {
        var secret = (await AskAsync(f => f.BeginAsync(me))).Granted();
        var codes = (await AskAsync(f => f.TurnOnAsync(person, CodeNow(secret)))).Granted();
        Assert.Equal("membership.second_factor.on", (await AskAsync(f => f.BeginAsync(me))).Refused().Code);

        (await AskAsync(f => f.TurnOffAsync(me, codes[0]))).Granted();

        Assert.False((await AskAsync(f => f.StateAsync(person))).IsOn);
        Assert.Equal(
            "membership.second_factor.not_begun",
            (await AskAsync(f => f.VerifyAsync(person, codes[1]))).Refused().Code
        );
    }

    [Fact]
    public async Task It_takes_a_fresh_proof_and_new_recovery_codes_void_the_old()
    {
        var secret = (await AskAsync(f => f.BeginAsync(me))).Granted();
        var codes = (await AskAsync(f => f.TurnOnAsync(person, CodeNow(secret)))).Granted();
        product.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("membership.step_up.required", (await AskAsync(f => f.TurnOffAsync(me, codes[0]))).Refused().Code);
        Assert.Equal(
            "membership.step_up.required",
            (await AskAsync(f => f.RenewRecoveryCodesAsync(me))).Refused().Code
        );
        Assert.Equal(10, (await AskAsync(f => f.StateAsync(person))).RecoveryCodesLeft); // the refused one used nothing up

        (await product.AskAsync((IStepUps s) => s.ByPasswordAsync(me, "MyPay!2026"))).Granted();
        var fresh = (await AskAsync(f => f.RenewRecoveryCodesAsync(me))).Granted();

        Assert.Equal(
            "membership.second_factor.code_wrong",
            (await AskAsync(f => f.VerifyAsync(person, codes[0]))).Refused().Code
        );
        (await AskAsync(f => f.VerifyAsync(person, fresh[9]))).Granted();
        Assert.Equal(9, (await AskAsync(f => f.StateAsync(person))).RecoveryCodesLeft);
    }

    private string CodeNow(string base32) =>
        Totp.CodeOf(AnAuthenticator.Secret(base32), Totp.StepOf(product.Clock.GetUtcNow()));

    private Task<T> AskAsync<T>(Func<ISecondFactors, Task<T>> ask) => product.AskAsync(ask);
}
