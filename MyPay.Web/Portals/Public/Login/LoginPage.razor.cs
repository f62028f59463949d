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

    [SupplyParameterFromForm(FormName = "login")] private LoginInput? Input { get; set; }

    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }

    /// <summary>A demo person to fill in; only where there is demo data.</summary>
    [SupplyParameterFromQuery(Name = "as")] private string? As { get; set; }

    [CascadingParameter] private HttpContext Context { get; set; } = default!;

    [Inject] private SigningIn SigningIn { get; set; } = default!;

    [Inject] private IAuthorizationService Doors { get; set; } = default!;

    [Inject] private MyPaySettings Settings { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var isFirstLook = Input is null;
        Input ??= new LoginInput();
        if (!isFirstLook) return;

        if (Context.User.Identity?.IsAuthenticated == true) await GoOnAsync(Context.User);
        else if (Settings.Demo && DemoData.SignIns.Any(demo => demo.Email == As)) (Input.Email, demoPassword) = (As, DemoData.Password);
    }

    private async Task SignInAsync()
    {
        var answer = await SigningIn.SignInAsync(Input!.Email, Input.Password);
        if (answer.TryGet(out var person, out refusal)) await GoOnAsync(person);
        else if (ReferenceEquals(refusal, SigningIn.CodeNeeded))
            Navigation.NavigateTo("/login/code" + (ReturnUrl is null ? "" : "?returnUrl=" + Uri.EscapeDataString(ReturnUrl)));
    }

    private async Task GoOnAsync(ClaimsPrincipal person) => Navigation.NavigateTo(await Homes.AfterSigningInAsync(person, ReturnUrl, Doors));

    internal sealed class LoginInput
    {
        public string? Email { get; set; }

        public string? Password { get; set; }
    }
}
