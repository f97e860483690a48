"""Preamble, guiding thought and requirements: P.1, G.1, R.1-R.3, in the opinion's own words."""

from portal.domain.clauses.carriers import CATEGORIES, CLOCKS, FILING, OPINION_PAGE, STATISTICS
from portal.domain.clauses.clause import Clause, ClauseKind
from portal.domain.text import Text

GENERAL = (
    Clause(
        "P.1",
        ClauseKind.PRINCIPLE,
        Text(
            "为了贯彻党的十六大关于“深化行政管理体制改革，进一步转变政府职能”、“精简、统一和效能”"
            "的要求，促进全区行政机关效能建设工作健康、有序开展，根据省监察厅关于推行行政效能监察"
            "八项制度的精神，决定从今〔年　〕月起，在全区行政机关推行行政效能监察八项制度。现结合"
            "我区实际，制定如下实施意见。",
            "To carry out the 16th Party Congress's call to deepen administrative reform, to "
            "change the functions of government, and for streamlining, unity and efficiency, and "
            "in the spirit of the provincial supervision department's eight systems, all "
            "administrative organs of the district run the eight systems from (the month is lost) "
            "on; this opinion is made for the district's conditions.",
        ),
        product=Text(
            "全文逐条公开，每条都注明本平台如何落实。",
            "Every clause is published, each with what this portal does about it.",
        ),
        carried_by=(OPINION_PAGE,),
    ),
    Clause(
        "G.1",
        ClauseKind.PRINCIPLE,
        Text(
            "以十六大精神和“三个代表”重要思想为指导，进一步强化机关工作人员的效能意识，转变机关作"
            "风，增强服务功能，提高工作效率，健全监督制约机制，从源头上预防和治理腐败，逐步建立行"
            "为规范、运转协调、公正透明、廉洁高效的行政管理体制。",
            "Guided by the 16th Congress and the Three Represents: stronger awareness of "
            "efficiency, a better style of work, more service, higher efficiency, sound "
            "supervision, corruption prevented and cured at its source, and step by step an "
            "administration that is regulated, coordinated, fair, transparent, clean and "
            "efficient.",
        ),
        product=Text("不涉及具体功能。", "No function of its own."),
        reason=Text(
            "指导思想由人贯彻，没有可以由软件执行的内容。",
            "A guiding thought is for people to live by; there is nothing in it to execute.",
        ),
    ),
    Clause(
        "R.1",
        ClauseKind.PRINCIPLE,
        Text(
            "效能建设工作要突出抓好两个方面：一是深化行政管理体制改革，通过制度建设和创新，实现转"
            "变政府职能，提高工作效能，方便群众办事；",
            "Two things come first. One: deepen the reform of administration and, by building and "
            "renewing institutions, change the functions of government, raise efficiency, and make "
            "it easy for people to get things done;",
        ),
        product=Text(
            "不用到现场、不用注册，网上即可投诉，凭查询码随时了解进度。",
            "Complaints are filed online, without a visit or an account, and followed with a code.",
        ),
        carried_by=(FILING,),
    ),
    Clause(
        "R.2",
        ClauseKind.PRINCIPLE,
        Text(
            "二是注重在抓落实、抓督查上下功夫，强化监督检查，增强行政工作人员的服务意识和责任意识"
            "，做到勤廉高效。",
            "two: work hard on carrying out and checking, strengthen supervision, and make staff "
            "more aware of service and responsibility: diligent, clean and efficient.",
        ),
        product=Text(
            "每件投诉都有时限、有责任人，逾期自动升级，办理情况定期公布。",
            "Every complaint has a limit and someone responsible; lateness escalates by itself, "
            "and figures are published.",
        ),
        carried_by=(CLOCKS, STATISTICS),
    ),
    Clause(
        "R.3",
        ClauseKind.PRINCIPLE,
        Text(
            "以制度建设为重点，在不断完善岗位责任制的基础上，建立并推行首问负责制、服务承诺制、政"
            "务公开制、限时办结制、失职责任追究制、执法责任制、效能投诉制和评议考评制等八项制度。",
            "On top of post responsibility, eight systems are built and run: first-inquiry "
            "responsibility, service commitment, open government, time-limited completion, "
            "accountability for dereliction, law-enforcement responsibility, efficiency "
            "complaints, and appraisal.",
        ),
        product=Text(
            "投诉事项按八项制度分为十七类；第六至第八项制度原文缺失，本平台采用的规则另行标明。",
            "What can be complained of is seventeen categories under the eight systems; the text "
            "of systems six to eight is lost, and the rules adopted instead are marked as such.",
        ),
        carried_by=(CATEGORIES,),
    ),
)
