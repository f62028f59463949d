using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Web.Identity;
using MyPay.Web.Localization;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Public.SignUp;

/// <summary>Makes a member of a person: one plain form. What was typed stays, but for the password.</summary>
public partial class SignUpPage
{
    private string Next => LocalAddress.With("/signup/pin", ReturnUrl);

    private string CodeStep => LocalAddress.With("/signup/code", ReturnUrl);

    private List<FormProblems.FieldProblem> problems = [];
    private string asker = "";

    [SupplyParameterFromForm(FormName = "sign-up")]
    private SignUpInput? Input { get; set; }

    /// <summary>What led here, and where all of it ends: a checkout, a scanned order, a page of the wallet.</summary>
    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    [Inject]
    private IMembers Members { get; set; } = default!;

    [Inject]
    private IPhoneProofs Phones { get; set; } = default!;

    [Inject]
    private SignUpCookie Cookie { get; set; } = default!;

    [Inject]
    private SigningIn SigningIn { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private string PasswordHint =>
        T(
            "8자 이상. 흔한 비밀번호나 이메일 아이디는 쓸 수 없어요.",
            "8 characters or more; not a common one, not part of your e-mail."
        );

    protected override void OnInitialized()
    {
        if (Input is null && !Context.IsStaleForm() && Context.User.Identity?.IsAuthenticated == true)
            Navigation.NavigateTo(LocalAddress.OrHome(ReturnUrl, SignInModule.HomeOf(Context.User)));
        Input ??= new SignUpInput();
        asker = Cookie.AskerOf(Context); // before the form is sent: two presses come from one browser
    }

    private async Task JoinAsync()
    {
        var form = Input!.ToForm(SeoulTime.Today(Clock));
        problems = [.. Members.CheckSignUp(form).Select(ProblemOf)];
        if (problems.Count > 0)
            return;

        if (
            !(await Members.PrepareSignUpAsync(form, NetworkAddress.Of(Context))).TryGet(out var draft, out var refused)
        )
        {
            if (!await IsSecondPressAsync(refused, form))
                problems = [ProblemOf(refused)];
            return;
        }

        var ask = new PhoneCodeAsk(draft.Phone, asker, Language, NetworkAddress.Of(Context));
        if ((await Phones.SendAsync(ask)).TryGet(out var code, out refused))
        {
            Cookie.Keep(Context, draft, new(code.Id, asker));
            Navigation.NavigateTo(CodeStep);
        }
        else
            problems = [ProblemOf(refused)];
    }

    // Of two presses the browser shows the answer to the second. Whoever knows the password of the address is the one
    // who has just joined with it.
    private async Task<bool> IsSecondPressAsync(Refusal refusal, SignUpForm form) =>
        refusal.Code == "membership.sign_up.email_taken"
        && GoOn(await SigningIn.SignInAsync(form.Email, form.Password));

    private bool GoOn(Result<ClaimsPrincipal> entry)
    {
        if (!entry.TryGet(out var person, out _))
            return false;
        Navigation.NavigateTo(
            person.HasClaim(claim => claim.Type == SignInModule.MemberClaim)
                ? Next
                : LocalAddress.OrHome(ReturnUrl, SignInModule.HomeOf(person))
        );
        return true;
    }

    private string? ErrorOf(string field) =>
        problems.Find(problem => problem.FieldId == field) is { } problem ? RefusalText.Say(problem.Refusal) : null;

    // membership.sign_up.phone_taken and every membership.phone_code. are about the phone; too_young about the birthday.
    private static FormProblems.FieldProblem ProblemOf(Refusal refusal)
    {
        var subject =
            refusal.Code.StartsWith("membership.phone_code.", StringComparison.Ordinal) ? "phone"
            : refusal.Code == "membership.sign_up.too_many" ? "main"
            : refusal.Code.Split('.')[^1].Split('_')[0];
        var (id, name) = subject switch
        {
            "email" => ("email", T("이메일", "E-mail")),
            "password" => ("password", T("비밀번호", "Password")),
            "name" => ("name", T("이름", "Name")),
            "phone" => ("phone", T("휴대폰 번호", "Mobile number")),
            "birth" or "too" => ("birth", T("생년월일", "Date of birth")),
            "consent" => ("consents", T("약관 동의", "Terms")),
            _ => ("main", ""),
        };
        return new(id, name, refusal);
    }

    internal sealed class SignUpInput
    {
        public string? Email { get; set; }

        public string? Password { get; set; }

        public string? Name { get; set; }

        public string? Phone { get; set; }

        public string? Birth { get; set; }

        /// <summary>
        /// The box for all. The browser keeps it true only while all are; without scripts it speaks for all by itself.
        /// </summary>
        public bool All { get; set; }

        public Dictionary<string, bool>? Agreed { get; set; }

        public bool Agrees(string terms) => All || Agreed?.GetValueOrDefault(terms) == true;

        public SignUpForm ToForm(DateOnly today) =>
            new(
                Email ?? "",
                Password ?? "",
                Name ?? "",
                Phone ?? "",
                BirthReading.Read(Birth, today),
                [.. Terms.Current.Select(terms => terms.Code).Where(Agrees)],
                Language
            );
    }
}
