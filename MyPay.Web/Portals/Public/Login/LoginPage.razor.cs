using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using MyPay.Domain.Kernel;
using MyPay.Web.Host;
using MyPay.Web.Identity;

namespace MyPay.Web.Portals.Public.Login;

/// <summary>Signs in. A plain form: it works before, and without, any script.</summary>
public partial class LoginPage
{
    private Refusal? refusal;
    private string? demoPassword;

    [SupplyParameterFromForm(FormName = "login")]
    private LoginInput? Input { get; set; }

    [SupplyParameterFromForm(FormName = "passkey")]
    private PasskeyInput? Passkey { get; set; }

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    /// <summary>A demo person to fill in; only where there is demo data.</summary>
    [SupplyParameterFromQuery(Name = "as")]
    private string? As { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    [Inject]
    private SigningIn SigningIn { get; set; } = default!;

    [Inject]
    private IAuthorizationService Doors { get; set; } = default!;

    [Inject]
    private MyPaySettings Settings { get; set; } = default!;

    [Inject]
    private PublicAddress Address { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var isFirstLook = Input is null && Passkey is null;
        Input ??= new LoginInput();
        if (!isFirstLook || Context.IsStaleForm())
            return;

        if (Context.User.Identity?.IsAuthenticated == true)
            await GoOnAsync(Context.User);
        else if (Settings.Demo && DemoData.SignIns.Any(demo => demo.Email == As))
            (Input.Email, demoPassword) = (As, DemoData.Password);
    }

    private async Task SignInAsync()
    {
        var answer = await SigningIn.SignInAsync(Input!.Email, Input.Password);
        if (answer.TryGet(out var person, out refusal))
            await GoOnAsync(person);
        else if (ReferenceEquals(refusal, SigningIn.CodeNeeded))
            Navigation.NavigateTo(LocalAddress.With("/login/code", ReturnUrl));
    }

    private async Task SignInWithPasskeyAsync()
    {
        refusal = TroubleOf(Passkey?.Trouble);
        if (
            refusal is null
            && (await SigningIn.SignInWithPasskeyAsync(Passkey?.Credential, Passkey?.State)).TryGet(
                out var person,
                out refusal
            )
        )
            await GoOnAsync(person);
    }

    /// <summary>What the browser itself stumbled over; codes of ours only.</summary>
    private Refusal? TroubleOf(string? code) =>
        code switch
        {
            null or "" => null,
            "passkey.wrong_address" => new(RefusalKind.Forbidden, code, Address.ForPasskeys),
            "passkey.cancelled" or "passkey.unsupported" => new(RefusalKind.Conflict, code),
            _ => new(RefusalKind.Unavailable, "passkey.failed"),
        };

    private async Task GoOnAsync(ClaimsPrincipal person) =>
        Navigation.NavigateTo(await Homes.AfterSigningInAsync(person, ReturnUrl, Doors));

    internal sealed class PasskeyInput
    {
        public string? Credential { get; set; }

        public string? State { get; set; }

        public string? Trouble { get; set; }
    }

    internal sealed class LoginInput
    {
        public string? Email { get; set; }

        public string? Password { get; set; }
    }
}
