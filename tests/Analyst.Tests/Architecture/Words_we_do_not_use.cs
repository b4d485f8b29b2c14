using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Analyst.Agents.Questions;
using Analyst.Api.Hosting;
using Analyst.Domain;
using Analyst.Engine;
using Analyst.Projections;

namespace Analyst.Tests.Architecture;

public sealed partial class Words_we_do_not_use
{
    private static readonly Type[] Types =
    [
        .. new[] { typeof(Decision), typeof(AnalystProjections), typeof(IQueryRunner), typeof(IQuestionAgent), typeof(AnalystOptions) }
            .SelectMany(t => t.Assembly.GetTypes())
            .Where(t => t.Namespace?.StartsWith("Analyst.", StringComparison.Ordinal) == true && !t.IsDefined(typeof(CompilerGeneratedAttribute))),
    ];

    [Fact]
    public void no_type_is_named_after_nothing() =>
        Assert.DoesNotContain(Types.Select(t => t.Name.Split('`')[0]), n => Vague().IsMatch(n));

    [Fact]
    public void no_method_of_ours_says_that_it_is_asynchronous()
    {
        var named = Types
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.Name.EndsWith("Async", StringComparison.Ordinal) && m.GetBaseDefinition() == m && !Implements(m));
        Assert.Empty(named.Select(m => $"{m.DeclaringType}.{m.Name}"));
    }

    private static bool Implements(MethodInfo method) => !method.IsStatic && !method.DeclaringType!.IsInterface && method.DeclaringType.GetInterfaces()
        .Where(i => i.Namespace?.StartsWith("Analyst.", StringComparison.Ordinal) != true)
        .Any(i => method.DeclaringType.GetInterfaceMap(i).TargetMethods.Contains(method));

    [GeneratedRegex("(Manager|Helper|Helpers|Service|Util|Utils|Utility|Dto|Impl|Common|Misc)$")]
    private static partial Regex Vague();
}
